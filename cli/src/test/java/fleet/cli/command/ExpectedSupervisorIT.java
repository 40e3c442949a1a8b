package fleet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fleet.contract.Json;
import fleet.contract.preregistration.MadePlaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Real supervisors that are expected, each a process, though without an engine. */
@TestInstance(Lifecycle.PER_CLASS)
class ExpectedSupervisorIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int REFUSED = 4;
  private final RealApi api = new RealApi();
  private final List<Process> processes = new ArrayList<>();
  private int fleets;
  private String fleet = "";

  @TempDir private Path home;

  @AfterAll
  void stop() {
    api.close();
  }

  @BeforeEach
  void a_fleet() {
    api.signInAdmin(home);
    fleet = "fleet-" + fleets++;
    assertThat(run("create", fleet).err()).isEmpty();
  }

  @AfterEach
  void end() throws InterruptedException {
    for (var process : processes) {
      process.destroyForcibly();
      process.waitFor();
    }
  }

  private TestShell.Ran run(String... arguments) {
    return RealApi.run(home, arguments);
  }

  private Process supervisor(String state, String key, String... options) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "fleet.supervisor.SupervisorMain"));
    command.addAll(List.of(options));
    command.addAll(List.of("--state", home.resolve(state).toString()));
    var builder =
        new ProcessBuilder(command)
            .redirectError(home.resolve(state + ".err").toFile())
            .redirectOutput(home.resolve(state + ".out").toFile());
    builder.environment().put("FLEET_PROVISIONING_KEY", key);
    var process = builder.start();
    processes.add(process);
    return process;
  }

  private Process started(String state, String key) throws IOException {
    var engine = "unix://" + home.resolve("nobody.sock");
    return supervisor(state, key, "--server", api.url(), "--engine", engine);
  }

  private void awaitOnline(String device) {
    await(device)
        .atMost(PATIENCE)
        .until(() -> run("device", "show", device, "--json").out().contains("\"ONLINE\""));
  }

  @Test
  void the_first_with_the_key_takes_the_place_and_the_second_is_told_so() throws Exception {
    var name = "kitchen-" + fleet;
    var made =
        run("device", "preregister", fleet, "--name", name, "--type", "generic-amd64", "--json");
    var key = Json.read(made.out(), MadePlaces.class).devices().getFirst().key().orElseThrow();
    var _ = started("first", key.reveal());
    awaitOnline(name);

    var second = started("second", key.reveal());
    assertThat(second.waitFor()).isEqualTo(REFUSED);
    assertThat(Files.readString(home.resolve("second.err")))
        .contains(
            "this provisioning key was for device '%s' alone, which came at ".formatted(name));
  }

  @Test
  void one_whose_own_key_is_known_needs_no_other() throws Exception {
    assertThat(supervisor("known", "", "--identity").waitFor()).isZero();
    var key = Files.readString(home.resolve("known.out"));
    var early = started("known", "");
    assertThat(early.waitFor()).isEqualTo(REFUSED);
    assertThat(Files.readString(home.resolve("known.err"))).contains(key.strip());

    Files.writeString(home.resolve("known.pub"), key);
    var name = "attic-" + fleet;
    var made =
        run(
            "device",
            "preregister",
            fleet,
            "--name",
            name,
            "--type",
            "generic-amd64",
            "--public-key",
            "known.pub");
    assertThat(made.exitCode()).as(made.err()).isZero();
    var _ = started("known", "");
    awaitOnline(name);
  }
}
