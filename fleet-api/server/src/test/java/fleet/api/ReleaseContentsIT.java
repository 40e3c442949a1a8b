package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.identity.FleetName;
import fleet.contract.identity.ServiceName;
import fleet.contract.operator.Role;
import fleet.contract.problem.ProblemCode;
import fleet.contract.release.BaseImage;
import fleet.contract.release.BuildTool;
import fleet.contract.release.Digest;
import fleet.contract.release.ImageProvenance;
import fleet.contract.release.NewRelease;
import fleet.contract.release.Platform;
import fleet.contract.release.Release;
import fleet.contract.release.ReleaseProvenance;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How images were built and what they hold, asked of an API whose builder is away. */
class ReleaseContentsIT {
  private static final FleetName FLEET = FleetName.parse("berlin");
  private static final String RELEASES = "/api/v1/fleets/berlin/releases/";
  private static RunningApi api;

  @BeforeAll
  static void start() {
    api = RunningApi.alone();
    api.newFleet(FLEET.value());
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void how_images_were_built_is_kept_beside_the_release_and_survives_its_changes() {
    var made = Samples.release(FLEET, Optional.of("1.0.0"), true, Platform.LINUX_ARM64);
    var provenance = new ReleaseProvenance(List.of(built("linux/arm64")), Optional.of("0123456"));

    api.release(FLEET, with(made, provenance));
    api.asAdmin().call("POST", RELEASES + "1.0.0/finalize").expect(200);

    var viewer = api.asNew("vera", Role.VIEWER);
    assertThat(viewer.get(RELEASES + "1.0.0/provenance").as(ReleaseProvenance.class))
        .isEqualTo(provenance);
    assertThat(viewer.get(RELEASES + "1.0.0").text()).doesNotContain("Docker Engine");
  }

  @Test
  void a_release_of_a_builder_that_does_not_say_has_none() {
    api.release(FLEET, Samples.release(FLEET, Optional.of("2.0.0"), true, Platform.LINUX_ARM64));

    assertThat(api.asAdmin().get(RELEASES + "2.0.0/provenance").as(ReleaseProvenance.class))
        .isEqualTo(ReleaseProvenance.UNKNOWN);
  }

  @Test
  void an_image_is_chosen_before_the_builder_is_asked() {
    var platforms = new Platform[] {Platform.LINUX_ARM64, Platform.LINUX_AMD64};
    api.release(FLEET, Samples.release(FLEET, Optional.of("3.0.0"), true, platforms));
    var sbom = RELEASES + "3.0.0/sbom";
    var admin = api.asAdmin();

    assertThat(admin.get(sbom).expect(400).problem().message())
        .isEqualTo("web of release 3.0.0 was built for 2 platforms: linux/amd64, linux/arm64");
    assertThat(admin.get(sbom + "?service=data").expect(404).problem().message())
        .isEqualTo("release 3.0.0 has no service 'data'; it has web");
    assertThat(admin.get(sbom + "?platform=linux/arm64").expect(502).problem().code())
        .isEqualTo(ProblemCode.UPSTREAM_FAILED);
  }

  @Test
  void the_newest_release_is_told_to_the_builder() {
    var paris = api.newFleet("paris");
    var server = api.asServer();
    var _ = server.get("/internal/v1/fleets/paris/releases/newest").expect(404);
    api.release(paris, Samples.release(paris, Optional.of("1.0.0"), false, Platform.LINUX_ARM64));
    api.release(paris, Samples.release(paris, Optional.of("1.1.0"), true, Platform.LINUX_ARM64));

    assertThat(server.get("/internal/v1/fleets/paris/releases/newest").as(Release.class).version())
        .isEqualTo("1.1.0");
  }

  private static ImageProvenance built(String variant) {
    return new ImageProvenance(
        ServiceName.parse("web"),
        variant,
        new BuildTool("fleet", "1.2.0"),
        new BuildTool("Docker Engine", "28.1.1"),
        true,
        Optional.of("web/Dockerfile"),
        Optional.empty(),
        List.of("COLOR"),
        List.of(new BaseImage("docker.io/library/debian:13", Digest.of(new byte[] {1}))),
        Instant.parse("2026-11-30T12:00:00Z"),
        Instant.parse("2026-11-30T12:00:12Z"));
  }

  private static NewRelease with(NewRelease made, ReleaseProvenance provenance) {
    return new NewRelease(
        made.build(),
        made.author(),
        made.commit(),
        made.semver(),
        made.note(),
        made.tags(),
        made.draft(),
        made.canary(),
        made.services(),
        made.composition(),
        Optional.of(provenance));
  }
}
