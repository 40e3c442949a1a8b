package fleet.builder.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fleet.builder.engine.ImageOutcome;
import fleet.builder.engine.Step;
import fleet.builder.plan.ImageName;
import fleet.builder.plan.Wish;
import fleet.contract.Json;
import fleet.contract.identity.ServiceName;
import fleet.contract.problem.ProblemException;
import fleet.contract.release.Canary;
import fleet.contract.release.Platform;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BuildOptionsTest {
  @Test
  void all_options_are_read() {
    var options =
        BuildOptions.parse(
            List.of(
                "draft",
                "no-cache",
                "note=a=b",
                "tag.k=v",
                "platform=linux/arm64",
                "platform=linux/amd64,linux/arm/v7",
                "wait=2m",
                "canary=2",
                "soak=1h",
                "service=web,data",
                "service=web",
                "dockerfile=./docker/Dockerfile.prod",
                "image=data=ghcr.io/acme/data:1.2",
                "archive=web=images/web.tar",
                "copy"));

    assertThat(options)
        .isEqualTo(
            new BuildOptions(
                true,
                true,
                "a=b",
                Map.of("k", "v"),
                List.of(Platform.LINUX_ARM64, Platform.LINUX_AMD64, Platform.LINUX_ARM_V7),
                Optional.of(Duration.ofMinutes(2)),
                Optional.of(new Canary(2, Optional.of(Duration.ofHours(1)), Optional.empty())),
                List.of(ServiceName.parse("web"), ServiceName.parse("data")),
                new Wish(
                    Optional.of("docker/Dockerfile.prod"),
                    Map.of(ServiceName.parse("data"), ImageName.parse("ghcr.io/acme/data:1.2")),
                    Map.of(ServiceName.parse("web"), "images/web.tar"),
                    true)));
  }

  @Test
  void options_can_be_kept_as_a_document() {
    var options =
        BuildOptions.parse(
            List.of(
                "tag.k=v",
                "service=web",
                "platform=linux/arm64",
                "image=data=ghcr.io/acme/data:1.2",
                "archive=web=web.tar",
                "wait=2m"));

    assertThat(Json.read(Json.write(options), BuildOptions.class)).isEqualTo(options);
  }

  @Test
  void first_devices_are_drawn_as_before_or_named() {
    assertThat(BuildOptions.parse(List.of("canary=2", "seed=5")).canary())
        .contains(
            new Canary(2, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(5L)));
    assertThat(BuildOptions.parse(List.of("devices=hall-pi,cellar-pi", "devices=attic")).canary())
        .contains(
            new Canary(
                3,
                Optional.empty(),
                Optional.empty(),
                Optional.of(List.of("hall-pi", "cellar-pi", "attic")),
                Optional.empty()));
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> BuildOptions.parse(List.of("canary=1", "devices=a,b")))
        .withMessage("2 devices are named, and 1 go first");
  }

  @Test
  void a_soak_without_canaries_is_refused() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> BuildOptions.parse(List.of("soak=1m")))
        .withMessage("a soak, deadline or seed goes with canary=2");
  }

  @ParameterizedTest
  @CsvSource({
    "drafty, draft",
    "nocache, no-cache",
    "tag, tag.KEY=VALUE",
    "services=web, service=web",
    "Dockerfile=x, dockerfile=docker/Dockerfile",
    "platfrom=linux/arm64, platform=linux/arm64",
    "'', tag.KEY=VALUE",
  })
  void what_is_no_option_is_told_with_the_nearest(String word, String nearest) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> BuildOptions.parse(List.of(word)))
        .withMessage("'%s' is not a push option; the nearest is '%s'".formatted(word, nearest))
        .satisfies(e -> assertThat(e.problem().hint()).startsWith("known are draft, no-cache"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "draft=maybe",
        "tag.=x",
        "platform=arm",
        "wait=soon",
        "wait=-1",
        "canary=0",
        "devices=a,,b",
        "devices=a b",
        "seed=first",
        "service=",
        "service=Web",
        "service=web,,data",
        "dockerfile=",
        "dockerfile=/etc/passwd",
        "dockerfile=../Dockerfile",
        "dockerfile=a//b",
        "image=web",
        "image=web=No Image",
        "image=W=x",
        "archive=web=../web.tar",
        "archive=web",
        "copy=maybe"
      })
  void what_an_option_cannot_be_is_told_with_how_it_is_written(String word) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> BuildOptions.parse(List.of(word)))
        .withMessageStartingWith("the push option '%s' is not understood".formatted(word))
        .withMessageContaining("it is written ");
  }

  @Test
  void a_draft_of_a_branch_is_tagged_with_it() {
    var options = BuildOptions.parse(BuildOptions.draftOf("feature/oven", List.of("tag.k=v")));

    assertThat(options.draft()).isTrue();
    assertThat(options.tags()).isEqualTo(Map.of("k", "v", "branch", "feature/oven"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[2/3] RUN make all && make install | exec failed: exit code: 2 | Dockerfile:3: RUN make all && make install: exit code 2",
        "[3/3] COPY nothing /               | \"/nothing\" not found     | Dockerfile:5: COPY nothing /: \"/nothing\" not found",
        "[3/3] RUN elsewhere                | exit code: 1              | Dockerfile: RUN elsewhere: exit code 1",
        "[internal] load metadata for a     | a: not found              | Dockerfile: a: not found",
      })
  void a_failed_step_is_found_in_the_dockerfile(String step, String reason, String expected) {
    var dockerfile = "FROM a\n\nRUN  make all && \\\n    make install\nCOPY nothing /\n";
    var failed =
        new ImageOutcome.Failed(
            Optional.of(new Step(step, false, Duration.ZERO, reason)), List.of(), reason);

    assertThat(FailedStep.describe(failed, "Dockerfile", dockerfile)).isEqualTo(expected);
  }
}
