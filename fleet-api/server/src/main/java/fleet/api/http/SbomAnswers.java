package fleet.api.http;

import fleet.api.access.Person;
import fleet.api.release.ImageChoice;
import fleet.api.release.Releases;
import fleet.contract.client.JsonHttp;
import fleet.contract.client.UnreachableException;
import fleet.contract.identity.ServiceName;
import fleet.contract.node.SbomRequest;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.nio.charset.StandardCharsets;

/**
 * What images of releases are made of and how.
 *
 * @param builder reads the images
 */
record SbomAnswers(Releases releases, JsonHttp builder) {
  static final String SPDX = "application/spdx+json";
  static final Parameter<ServiceName> SERVICE =
      Parameter.optional(
          "service",
          Kind.of(ServiceName.class, ServiceName::parse),
          "Whose image; needed where a release has several services.");
  static final Parameter<String> PLATFORM =
      Parameter.optional(
          "platform",
          Kind.text(100),
          "For which platform, or device type; needed where there are several.");

  Answer sbom(Person person, Call call) {
    var release = releases.get(call.path(PathParts.FLEET), call.path(PathParts.RELEASE));
    var choice = ImageChoice.of(release, call.query(SERVICE), call.query(PLATFORM));
    var request =
        new SbomRequest(choice.service().repository(), choice.image(), release.createdAt());
    try {
      var document = builder.ask("/internal/v1/sboms", request);
      return new Answer.Text(SPDX, new String(document, StandardCharsets.UTF_8));
    } catch (UnreachableException e) {
      throw new ProblemException(
          ProblemCode.UPSTREAM_FAILED, "the builder does not answer", "try again in a moment");
    }
  }

  Answer provenance(Person person, Call call) {
    return Answer.ok(releases.provenance(call.path(PathParts.FLEET), call.path(PathParts.RELEASE)));
  }
}
