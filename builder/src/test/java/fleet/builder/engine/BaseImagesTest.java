package fleet.builder.engine;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.release.BaseImage;
import fleet.contract.release.BuildTool;
import fleet.contract.release.Digest;
import fleet.contract.release.Platform;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Which images a build took, by its steps; and how its engine came by them. */
class BaseImagesTest {
  private static final String DIGEST = "sha256:" + "a1".repeat(32);

  @Test
  void what_names_led_to_is_seen_once() {
    var bases = new BaseImages();
    see(bases, "[internal] load metadata for docker.io/library/debian:13");
    see(bases, "[build 1/4] FROM docker.io/library/debian:13@" + DIGEST);
    see(bases, "[stage-1 1/2] FROM docker.io/library/debian:13@" + DIGEST);
    see(bases, "docker-image://docker.io/docker/dockerfile:1@" + DIGEST);
    see(bases, "[2/4] RUN echo FROM nothing@sha256:12");

    assertThat(bases.seen())
        .containsExactly(
            new BaseImage("docker.io/docker/dockerfile:1", Digest.parse(DIGEST)),
            new BaseImage("docker.io/library/debian:13", Digest.parse(DIGEST)));
  }

  @Test
  void other_processors_are_emulated_and_the_smaller_ones_of_a_kind_are_not() {
    var intel = new EngineVersion(new BuildTool("Docker Engine", "28.1.1"), "amd64");
    var arm = new EngineVersion(new BuildTool("Docker Engine", "28.1.1"), "arm64");

    assertThat(intel.emulates(Platform.LINUX_AMD64)).isFalse();
    assertThat(intel.emulates(Platform.parse("linux/386"))).isFalse();
    assertThat(intel.emulates(Platform.LINUX_ARM64)).isTrue();
    assertThat(arm.emulates(Platform.LINUX_ARM_V7)).isFalse();
    assertThat(arm.emulates(Platform.LINUX_AMD64)).isTrue();
    assertThat(arm.emulates(Platform.parse("linux/riscv64"))).isTrue();
  }

  private static void see(BaseImages bases, String step) {
    bases.see(new Step(step, true, Duration.ZERO, ""));
  }
}
