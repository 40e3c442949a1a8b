package fleet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.Json;
import fleet.contract.operator.ProvisioningKey;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Types of devices, against the real API with a real PostgreSQL. */
@TestInstance(Lifecycle.PER_CLASS)
class DeviceTypesIT {
  private final RealApi api = new RealApi();

  @TempDir private Path home;

  @AfterAll
  void stop() {
    api.close();
  }

  @BeforeEach
  void the_admin_is_signed_in() {
    api.signInAdmin(home);
  }

  private TestShell.Ran run(String... arguments) {
    return RealApi.run(home, arguments);
  }

  @Test
  void types_are_listed_shown_added_and_removed() {
    assertThat(run("device", "type", "list").out())
        .containsPattern("raspberrypi4-64 +linux/arm64")
        .contains("Intel NUC");
    assertThat(run("device", "type", "show", "nuc").out()).contains("intel-nuc");
    var added =
        run("device", "type", "add", "toaster-2", "--platform", "linux/arm64", "--model", "Toast");
    assertThat(added.out()).isEqualTo("toaster-2 runs linux/arm64\n");
    assertThat(
            run("device", "type", "show", "toaster-2", "--json").json().at("/builtIn").asBoolean())
        .isFalse();
    assertThat(run("device", "type", "rm", "toaster-2").exitCode()).isZero();
    assertThat(run("device", "type", "rm", "toaster-2").exitCode()).isEqualTo(3);
    assertThat(run("device", "type", "rm", "intel-nuc").exitCode()).isEqualTo(1);
    assertThat(run("device", "type", "add", "Toaster", "--platform", "linux/arm64").exitCode())
        .isEqualTo(2);
  }

  @Test
  void a_fleet_says_what_it_takes_and_a_device_what_it_is() throws Exception {
    var created = run("create", "pis", "--type", "raspberrypi4-64", "--accept", "linux/arm64");
    assertThat(created.err()).isEmpty();
    assertThat(run("show", "pis").out())
        .contains("linux/arm64 only; a generic one is a raspberrypi4-64 where it can be");
    var key = run("device", "add", "pis", "--type", "jetson-nano", "--json");
    var secret = Json.read(key.out(), ProvisioningKey.class).key();
    var id = api.register(secret, "eye").device().toString();
    assertThat(run("device", "show", id).out()).contains("jetson-nano, linux/arm64");
    assertThat(run("device", "set-type", id, "raspberrypi400-64").out())
        .isEqualTo("eye is a raspberrypi4-64 now\n");
    assertThat(run("device", "list", "--where", "type = \"raspberrypi4-64\"").out()).contains(id);
    var misfit = run("device", "set-type", id, "intel-nuc");
    assertThat(misfit.exitCode()).isEqualTo(1);
    assertThat(misfit.err()).contains("intel-nuc runs linux/amd64");
    assertThat(run("device", "set-type", "pis", "jetson-nano", "--all", "--yes").out())
        .endsWith("1 done\n");

    assertThat(run("set", "pis", "--any").out()).isEqualTo("pis takes every device\n");
    assertThat(run("set", "pis", "--note", "in the attic").out())
        .isEqualTo("pis takes every device, note: in the attic\n");
    assertThat(run("show", "pis").out()).containsPattern("note +in the attic");
    assertThat(run("list", "--json").out()).contains("\"note\":\"in the attic\"");
    assertThat(run("set", "pis", "--note", "").out()).isEqualTo("pis takes every device\n");
    assertThat(run("set", "pis").exitCode()).isEqualTo(2);
    assertThat(run("set", "pis", "--accept", "no-such-type").exitCode()).isEqualTo(3);
    assertThat(run("create", "others", "--type", "no-such-type").exitCode()).isEqualTo(3);
    assertThat(run("show", "others").exitCode()).isEqualTo(3);
  }
}
