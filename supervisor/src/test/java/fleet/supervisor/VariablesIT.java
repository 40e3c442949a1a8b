package fleet.supervisor;

import static fleet.supervisor.Specs.release;
import static fleet.supervisor.Specs.spec;
import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.device.Phase;
import fleet.contract.device.ReleaseTarget;
import fleet.contract.device.StateReport;
import fleet.contract.device.VariableTarget;
import fleet.contract.device.Variables;
import fleet.contract.identity.Secret;
import fleet.contract.identity.ServiceName;
import fleet.contract.variable.SealedBox;
import fleet.contract.variable.VariableName;
import fleet.supervisor.fake.Bench;
import fleet.supervisor.fake.TestImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped supervisor gives services their variables, on a real engine. */
class VariablesIT {
  private static final String SECRET = "correct-horse-battery";
  private static final String SAYS =
      "trap exit TERM; echo colour is $COLOUR, secret has $(printf %s \"$PIN\" | wc -c);"
          + " while true; do sleep 1 & wait; done";

  @TempDir Path folder;
  private Bench bench;

  @BeforeEach
  void open() {
    bench = new Bench(folder);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void only_the_service_that_is_given_a_changed_variable_starts_anew() throws IOException {
    var release = twoServices();
    bench.fleet().target(release);
    bench.supervisor().start();
    settled(release, 0);
    bench.awaitLine("colour is , secret has 0");
    var first = bench.containers();

    bench.fleet().target(release, new Variables(1, bench.fleet().sealingKey(), List.of(pin(1))));
    var settled = settled(release, 1);
    bench.awaitLine("colour is , secret has " + SECRET.length());
    assertThat(settled.running()).contains(release.id());
    assertThat(kept(first)).hasSize(1);

    var second = bench.containers();
    var blue = plain(2, "web", "COLOUR", "blue");
    bench
        .fleet()
        .target(release, new Variables(2, bench.fleet().sealingKey(), List.of(pin(1), blue)));
    settled(release, 2);
    bench.awaitLine("colour is blue, secret has " + SECRET.length());
    assertThat(kept(second)).hasSize(1);

    assertThat(bench.supervisor().output()).doesNotContain(SECRET);
    assertThat(bench.fleet().reports().toString()).doesNotContain(SECRET);
    assertThat(stateFiles()).doesNotContain(SECRET).contains("blue");
  }

  @Test
  void a_value_that_breaks_the_release_is_taken_back() {
    var release =
        release(
            Duration.ofSeconds(6),
            bench.service(
                "web",
                TestImage.running(SAYS, "breaks"),
                spec().healthyWhen("test \"$COLOUR\" != black").build()));
    bench.fleet().target(release, colour(1, "white"));
    bench.supervisor().start();
    settled(release, 1);

    bench.fleet().target(release, colour(2, "black"));
    var back = bench.awaitPhase(release, Phase.ROLLED_BACK);
    assertThat(back.running()).contains(release.id());
    assertThat(back.variables()).isEmpty();
    assertThat(back.failure().orElseThrow().reason()).contains("service web");

    bench.fleet().target(release, colour(3, "red"));
    settled(release, 3);
    bench.awaitLine("colour is red");
  }

  private StateReport settled(ReleaseTarget release, long revision) {
    return bench.awaitReport(
        "variables %d of %s".formatted(revision, release.id()),
        report ->
            report.phase() == Phase.SETTLED
                && report.variables().filter(now -> now == revision).isPresent());
  }

  private Set<String> kept(Set<String> before) {
    var kept = new HashSet<>(bench.containers());
    kept.retainAll(before);
    return kept;
  }

  private ReleaseTarget twoServices() {
    return release(
        Duration.ofMinutes(2),
        bench.service("db", TestImage.running(SAYS, "db variables"), spec().build()),
        bench.service("web", TestImage.running(SAYS, "web variables"), spec().build()));
  }

  private static Variables colour(long version, String value) {
    return new Variables(
        version, Optional.empty(), List.of(plain(version, "web", "COLOUR", value)));
  }

  private static VariableTarget plain(long version, String service, String name, String value) {
    return new VariableTarget(
        Optional.of(ServiceName.parse(service)),
        VariableName.parse(name),
        version,
        Optional.of(value),
        Optional.empty());
  }

  private VariableTarget pin(long version) {
    var name = VariableName.parse("PIN");
    var label = new SealedBox.Label(bench.fleet().device(), name, version);
    var key = bench.fleet().sealingKey().orElseThrow();
    return new VariableTarget(
        Optional.of(ServiceName.parse("web")),
        name,
        version,
        Optional.empty(),
        Optional.of(SealedBox.seal(key, label, Secret.of(SECRET))));
  }

  private String stateFiles() throws IOException {
    try (var files = Files.list(folder.resolve("state"))) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .map(VariablesIT::read)
          .collect(Collectors.joining("\n"));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
