package fleet.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.cli.OnEngines;
import fleet.contract.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The demo, as a newcomer runs it. */
@OnEngines
class PromiseIT {
  @Test
  void one_push_becomes_healthy_containers_on_a_device_and_support_opens_a_shell()
      throws Exception {
    var demo =
        Command.of(
                Path.of("").toAbsolutePath(),
                List.of(World.root().resolve("bin/fleet").toString(), "demo", "--exit", "--json"))
            .run();

    assertThat(demo.exit()).as("%s%n%s", demo.out(), demo.err()).isZero();
    var summary = Json.mapper().readTree(demo.out());
    assertThat(summary.at("/release").asText()).isNotBlank();
    assertThat(summary.at("/version").asText()).isEqualTo("0.0.0+rev1");
    assertThat(StreamSupport.stream(summary.at("/platforms").spliterator(), false))
        .extracting(platform -> platform.asText())
        .containsExactlyInAnyOrder("linux/amd64", "linux/arm64", "linux/arm/v7");
    assertThat(summary.at("/services"))
        .hasSize(2)
        .allSatisfy(service -> assertThat(service.at("/state").asText()).isEqualTo("RUNNING"));
    assertThat(summary.at("/services").findValuesAsText("health")).contains("HEALTHY");
    assertThat(summary.at("/ssh").asText()).isEqualTo(machine());
    assertThat(summary.at("/pushToRunningMillis").asLong()).isPositive();
    assertThat(summary.at("/pushToHealthyMillis").asLong())
        .isGreaterThanOrEqualTo(summary.at("/pushToRunningMillis").asLong());
  }

  private static String machine() {
    return Command.of(Path.of("").toAbsolutePath(), List.of("uname", "-m"))
        .run()
        .succeeded()
        .out()
        .strip();
  }
}
