package fleet.api.http;

import static fleet.contract.node.AccessAction.OPERATE;
import static fleet.contract.node.AccessAction.PUSH;
import static fleet.contract.node.AccessAction.VIEW;

import fleet.contract.operator.Invalidation;
import fleet.contract.operator.NewSignatures;
import fleet.contract.operator.ReleaseComparison;
import fleet.contract.operator.ReleaseEdit;
import fleet.contract.operator.Rollback;
import fleet.contract.operator.RolloutProgress;
import fleet.contract.problem.ProblemCode;
import fleet.contract.release.Release;
import fleet.contract.release.ReleaseProvenance;
import java.util.List;

/** Releases, and what people do with them. */
record ReleaseEndpoints(Desk desk) {
  private static final String API = "/api/v1";
  private static final String FLEET = API + "/fleets/{fleet}";
  private static final String RELEASE = FLEET + "/releases/{release}";

  List<Endpoint> all() {
    var releases = desk.releases();
    var orders = desk.releaseOrders();
    return List.of(
        Endpoint.get(FLEET + "/releases", "The fleet's releases, the newest first.")
            .by(VIEW, Subject.FLEET)
            .query(ReleaseAnswers.STATE, ReleaseAnswers.TAG)
            .givesPage(Release.class)
            .person(releases::list),
        Endpoint.get(RELEASE, "One release, by version or id.")
            .by(VIEW, Subject.FLEET)
            .gives(Release.class)
            .person(releases::show),
        Endpoint.get(RELEASE + "/provenance", "How a release's images were built.")
            .by(VIEW, Subject.FLEET)
            .gives(ReleaseProvenance.class)
            .person(desk.sboms()::provenance),
        Endpoint.get(RELEASE + "/sbom", "What software an image holds, as an SPDX 2.3 document.")
            .by(VIEW, Subject.FLEET)
            .query(SbomAnswers.SERVICE, SbomAnswers.PLATFORM)
            .gives(new Gives.Bytes(SbomAnswers.SPDX))
            .refuses(ProblemCode.UPSTREAM_FAILED)
            .person(desk.sboms()::sbom),
        Endpoint.get(RELEASE + "/compare/{other}", "What is different in another release.")
            .by(VIEW, Subject.FLEET)
            .gives(ReleaseComparison.class)
            .person(orders::compare),
        Endpoint.patch(RELEASE, "Changes a release's note and tags.")
            .by(PUSH, Subject.FLEET)
            .takes(ReleaseEdit.class)
            .gives(Release.class)
            .person(orders::edit),
        Endpoint.post(
                RELEASE + "/finalize",
                "Makes a draft final: it goes out as it was pushed, to some devices first or to all.")
            .by(PUSH, Subject.FLEET)
            .gives(Release.class)
            .person(orders::finish),
        Endpoint.post(
                RELEASE + "/signatures",
                "What signers of the fleet signed of it; the last that it lacks makes it final.")
            .by(PUSH, Subject.FLEET)
            .takes(NewSignatures.class)
            .gives(Release.class)
            .person(orders::sign),
        Endpoint.post(RELEASE + "/invalidate", "Takes a release away from all devices, for good.")
            .by(PUSH, Subject.FLEET)
            .takes(Invalidation.class)
            .gives(Release.class)
            .person(orders::invalidate),
        Endpoint.post(RELEASE + "/deploy", "Makes a release the fleet's.")
            .by(OPERATE, Subject.FLEET)
            .gives(Release.class)
            .person(orders::deploy),
        Endpoint.post(FLEET + "/rollback", "Makes an older release the fleet's again.")
            .by(OPERATE, Subject.FLEET)
            .takes(Rollback.class)
            .gives(Release.class)
            .person(orders::rollback),
        Endpoint.get(API + "/releases/{release}/progress", "How far a release is, at each change.")
            .by(VIEW, Subject.RELEASE)
            .gives(new Gives.Lines(RolloutProgress.class))
            .person(releases::progress));
  }
}
