package fleet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fleet.contract.Json;
import fleet.contract.identity.PublicKey;
import fleet.contract.identity.Secret;
import fleet.contract.preregistration.MadePlaces;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Devices that are expected, against the real API with a real PostgreSQL. */
@TestInstance(Lifecycle.PER_CLASS)
class PreregisterIT {
  private final RealApi api = new RealApi();
  private String fleet = "";

  @TempDir private Path home;

  @AfterAll
  void stop() {
    api.close();
  }

  @BeforeEach
  void a_fleet() {
    fleet = api.newFleet(home);
  }

  private TestShell.Ran run(String... arguments) {
    return RealApi.run(home, arguments);
  }

  @Test
  void a_device_is_expected_prepared_and_takes_its_place_once() throws Exception {
    var name = "pi-of-" + fleet;
    var made =
        run(
            "device",
            "preregister",
            fleet,
            "--name",
            name,
            "--type",
            "raspberrypi4-64",
            "--tag",
            "site=berlin",
            "--note",
            "by the oven",
            "--valid",
            "30d",
            "--json");
    assertThat(made.exitCode()).as(made.err()).isZero();
    var place = Json.read(made.out(), MadePlaces.class).devices().getFirst();
    api.release(fleet, "1.0.0");
    assertThat(run("device", "pin", name, "1.0.0", "--reason", "first").exitCode()).isZero();
    assertThat(run("env", "set", "--device", name, "COLOR=red").exitCode()).isZero();
    assertThat(run("device", "show", name).out())
        .contains("preregistered", "site=berlin", "by the oven", "raspberrypi4-64, linux/arm64")
        .contains("is expected, and should run 1.0.0 when it comes");
    assertThat(run("device", "list", "--where", "status = preregistered").out()).contains(name);

    var key = place.key().orElseThrow();
    var registered = api.register(key, "some-other-name");
    assertThat(registered.device()).isEqualTo(place.device());
    assertThat(registered.name()).hasToString(name);
    assertThat(run("device", "show", name).out())
        .contains("never seen", "site=berlin", "1.0.0, by admin");
    assertThatThrownBy(() -> api.register(key, "a-copy"))
        .hasMessageContaining("this provisioning key was for device '%s' alone".formatted(name));
  }

  @Test
  void a_device_is_recognised_by_its_own_key() throws Exception {
    var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    Files.writeString(home.resolve("device.pub"), PublicKey.of(pair.getPublic()) + "\n");
    var name = "known-of-" + fleet;
    var made =
        run(
            "device",
            "preregister",
            fleet,
            "--name",
            name,
            "--type",
            "raspberrypi4-64",
            "--public-key",
            "device.pub");
    assertThat(made.exitCode()).as(made.err()).isZero();
    assertThat(made.out()).contains("its own").doesNotContain("fleetkey_");
    var registered = api.register(Secret.of("no-key"), Optional.empty(), pair);
    assertThat(registered.name()).hasToString(name);
  }

  @Test
  void many_are_expected_from_a_file_or_none_of_them() throws Exception {
    Files.writeString(
        home.resolve("many.csv"), "name,tag.row\na-%1$s,1\nb-%1$s,2\n".formatted(fleet));
    var untyped = run("device", "preregister", fleet, "--from", "many.csv");
    assertThat(untyped.exitCode()).isEqualTo(1);
    assertThat(untyped.err()).contains("2 of 2 devices cannot be expected", "say its type");
    var made = run("device", "preregister", fleet, "--from", "many.csv", "--type", "intel-nuc");
    assertThat(made.exitCode()).as(made.err()).isZero();
    assertThat(made.outLines()).hasSize(3);
    assertThat(made.err()).contains("the keys are not shown again");
    assertThat(run("device", "keys", fleet).outLines()).hasSize(3);
    Files.writeString(home.resolve("bad.csv"), "name\nNot A Name\n");
    var bad = run("device", "preregister", fleet, "--from", "bad.csv");
    assertThat(bad.exitCode()).isEqualTo(2);
    assertThat(bad.err()).contains("line 2: 'Not A Name' is not a device name");
  }

  @Test
  void what_cannot_be_meant_is_refused_with_its_cure() {
    assertThat(run("device", "preregister", fleet).exitCode()).isEqualTo(2);
    assertThat(run("device", "preregister", fleet, "--from", "nothing.csv").exitCode())
        .isEqualTo(2);
    assertThat(run("device", "preregister", fleet, "--from", "x", "--name", "y").exitCode())
        .isEqualTo(2);
    var unknown = run("device", "preregister", fleet, "--name", "x", "--type", "no-such-type");
    assertThat(unknown.exitCode()).isEqualTo(1);
    assertThat(unknown.err()).contains("x: there is no device type 'no-such-type'");
    assertThat(run("device", "preregister", "nowhere", "--name", "x", "--type", "nuc").exitCode())
        .isEqualTo(3);
    assertThat(
            run("device", "preregister", fleet, "--name", "x", "--type", "nuc", "--id", "7")
                .exitCode())
        .isEqualTo(2);
  }
}
