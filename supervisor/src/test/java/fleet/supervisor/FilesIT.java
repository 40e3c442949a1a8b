package fleet.supervisor;

import static fleet.supervisor.Specs.spec;
import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.device.Phase;
import fleet.contract.device.ReleaseTarget;
import fleet.contract.device.VariableTarget;
import fleet.contract.device.Variables;
import fleet.contract.identity.ReleaseId;
import fleet.contract.identity.Secret;
import fleet.contract.release.Digest;
import fleet.contract.release.FileMount;
import fleet.contract.release.FileMount.FileAccess;
import fleet.contract.release.NetworkJoin;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped supervisor gives services their configs, secrets and networks, on a real engine. */
class FilesIT {
  private static final VariableName PIN = VariableName.parse("PIN");
  private static final String SECRET = "correct-horse-battery";
  private static final String MOTD = "good morning";
  private static final String SAYS =
      "trap exit TERM; echo $(cat /etc/motd), secret has $(wc -c < /run/secrets/pin),"
          + " environment has $(printf %s \"$PIN\" | wc -c);"
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
  void files_are_there_again_after_a_power_cut_without_a_network() throws IOException {
    var release = release();
    bench.fleet().target(release);
    bench.supervisor().start();
    bench.awaitReport("its key", _ -> bench.fleet().sealingKey().isPresent());
    bench.fleet().target(release, new Variables(1, bench.fleet().sealingKey(), List.of(pin())));
    bench.awaitPhase(release, Phase.SETTLED);
    bench.awaitLine(MOTD + ", secret has " + SECRET.length() + ", environment has 0");
    var containers = bench.containers();
    assertThat(bench.networks()).singleElement().asString().endsWith("-front");

    bench.supervisor().kill();
    bench.endContainers();
    delete(folder.resolve("runtime"));
    bench.fleet().stop();
    bench.supervisor().start();

    bench.awaitRunning(release);
    assertThat(bench.containers()).isEqualTo(containers);
    assertThat(files(folder.resolve("runtime"))).contains(SECRET);
    assertThat(files(folder.resolve("state"))).contains(MOTD).doesNotContain(SECRET);
    assertThat(bench.supervisor().output()).doesNotContain(SECRET);
    assertThat(bench.fleet().reports().toString()).doesNotContain(SECRET);
  }

  private ReleaseTarget release() {
    var motd = Digest.of(MOTD.getBytes(StandardCharsets.UTF_8));
    var spec =
        spec()
            .networks(new NetworkJoin("front", List.of(), Optional.empty(), Optional.empty()))
            .files(
                new FileMount.Content("/etc/motd", motd, FileAccess.USUAL),
                new FileMount.Value("/run/secrets/pin", PIN, new FileAccess(0, 0, 0400)))
            .build();
    return new ReleaseTarget(
        ReleaseId.random(),
        "1.0.0",
        "1a2b3c4",
        List.of(bench.service("web", TestImage.running(SAYS, "files"), spec)),
        Set.of(),
        Duration.ofSeconds(1),
        Duration.ofMinutes(2),
        Optional.of(List.of(MOTD)));
  }

  private VariableTarget pin() {
    var label = new SealedBox.Label(bench.fleet().device(), PIN, 1);
    var key = bench.fleet().sealingKey().orElseThrow();
    return new VariableTarget(
        Optional.empty(),
        PIN,
        1,
        Optional.empty(),
        Optional.of(SealedBox.seal(key, label, Secret.of(SECRET))));
  }

  private static void delete(Path folder) throws IOException {
    try (var paths = Files.walk(folder)) {
      for (var path : paths.sorted((one, other) -> other.compareTo(one)).toList()) {
        Files.delete(path);
      }
    }
  }

  private static String files(Path folder) throws IOException {
    try (var paths = Files.walk(folder)) {
      return paths
          .filter(Files::isRegularFile)
          .map(FilesIT::read)
          .collect(Collectors.joining("\n"));
    }
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
