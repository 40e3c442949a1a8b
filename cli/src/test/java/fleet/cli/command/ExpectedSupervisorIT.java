package fleet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.Json;
import fleet.contract.preregistration.MadePlaces;
import java.nio.file.Files;
import java.nio.file.Path;
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
  private static final int REFUSED = 4;
  private final RealApi api = new RealApi();
  private String fleet = "";
  private Supervisors supervisors;

  @TempDir private Path home;

  @AfterAll
  void stop() {
    api.close();
  }

  @BeforeEach
  void a_fleet() {
    supervisors = new Supervisors(home);
    fleet = api.newFleet(home);
  }

  @AfterEach
  void end() {
    supervisors.close();
  }

  private TestShell.Ran run(String... arguments) {
    return RealApi.run(home, arguments);
  }

  private Process joining(String state, String key) {
    return supervisors.join(state, key, "--server", api.url());
  }

  @Test
  void the_first_with_the_key_takes_the_place_and_the_second_is_told_so() throws Exception {
    var name = "kitchen-" + fleet;
    var made =
        run("device", "preregister", fleet, "--name", name, "--type", "generic-amd64", "--json");
    var key = Json.read(made.out(), MadePlaces.class).devices().getFirst().key().orElseThrow();
    var _ = joining("first", key.reveal());
    supervisors.awaitOnline(name);

    var second = joining("second", key.reveal());
    assertThat(second.waitFor()).isEqualTo(REFUSED);
    assertThat(supervisors.complained("second"))
        .contains(
            "this provisioning key was for device '%s' alone, which came at ".formatted(name));
  }

  @Test
  void one_whose_own_key_is_known_needs_no_other() throws Exception {
    assertThat(supervisors.start("known", "", "--identity").waitFor()).isZero();
    var key = supervisors.said("known");
    var early = joining("known", "");
    assertThat(early.waitFor()).isEqualTo(REFUSED);
    assertThat(supervisors.complained("known")).contains(key.strip());

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
    var _ = joining("known", "");
    supervisors.awaitOnline(name);
  }
}
