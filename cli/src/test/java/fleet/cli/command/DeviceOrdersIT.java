package fleet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.Json;
import fleet.contract.identity.Secret;
import fleet.contract.operator.ProvisioningKey;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What people order devices about with, against the real API with a real PostgreSQL. */
@TestInstance(Lifecycle.PER_CLASS)
class DeviceOrdersIT {
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

  private Secret key() {
    var added = run("device", "add", fleet, "--uses", "9", "--json");
    return Json.read(added.out(), ProvisioningKey.class).key();
  }

  @Test
  void a_device_is_pinned_says_so_and_follows_its_fleet_again() throws Exception {
    api.release(fleet, "1.0.0");
    api.release(fleet, "1.1.0");
    var id = api.register(key(), "pi").device().toString();
    var pinned = run("device", "pin", id, "1.0.0", "--reason", "the fan is loud", "--until", "3d");
    assertThat(pinned.out()).isEqualTo("pi stays on 1.0.0\n");
    assertThat(run("device", "why", id).out()).contains("; admin pinned it to 1.0.0 until ");
    assertThat(run("device", "show", id).out())
        .contains("1.0.0, by admin, in 3 days: the fan is loud");
    assertThat(run("device", "list", "--where", "pinned = true").out()).contains(id);

    api.release(fleet, "1.2.0");
    assertThat(run("device", "show", id).out()).contains("should run 1.0.0");
    assertThat(run("device", "unpin", id).out())
        .isEqualTo("pi follows %s again\n".formatted(fleet));
    assertThat(run("device", "why", id).out()).contains("should run 1.2.0").doesNotContain("pin");
  }

  @Test
  void what_is_kept_of_removed_devices_is_listed() throws Exception {
    var key = key();
    var kept = api.register(key, "kept").device().toString();
    var erased = api.register(key, "erased").device().toString();
    assertThat(run("device", "removed", fleet).err()).startsWith("nothing was kept");
    assertThat(run("device", "rm", erased, "--yes").exitCode()).isZero();
    assertThat(run("device", "rm", kept, "--keep", "--yes").exitCode()).isZero();
    assertThat(run("device", "removed", fleet).outLines()).hasSize(2);
    assertThat(run("device", "removed", fleet).out()).contains(kept).doesNotContain(erased);
    assertThat(run("device", "show", kept).exitCode()).isEqualTo(3);
    assertThat(run("device", "removed", "nowhere").exitCode()).isEqualTo(3);
  }

  @Test
  void a_pin_that_cannot_be_is_refused() throws Exception {
    var id = api.register(key(), "pi").device().toString();
    assertThat(run("device", "pin", id, "1.0.0", "--reason", "loud").exitCode()).isEqualTo(3);
    assertThat(run("device", "pin", id, "1.0.0").exitCode()).isEqualTo(2);
    assertThat(run("device", "pin", id, "1.0.0", "--reason", " ").exitCode()).isEqualTo(2);
    assertThat(run("device", "unpin", id).exitCode()).isEqualTo(3);
  }
}
