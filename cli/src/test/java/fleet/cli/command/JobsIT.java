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

/** Orders to many devices, against the real API with a real PostgreSQL. */
@TestInstance(Lifecycle.PER_CLASS)
class JobsIT {
  private final RealApi api = new RealApi();
  private String fleet = "";

  @TempDir private Path home;

  @AfterAll
  void stop() {
    api.close();
  }

  @BeforeEach
  void three_devices_of_a_fleet() throws Exception {
    fleet = api.newFleet(home);
    var key = key(fleet);
    for (var name : new String[] {"lamp", "oven-1", "oven-2"}) {
      api.register(key, name);
    }
  }

  private TestShell.Ran run(String... arguments) {
    return RealApi.run(home, arguments);
  }

  private Secret key(String of) {
    var added = run("device", "add", of, "--uses", "9", "--json");
    return Json.read(added.out(), ProvisioningKey.class).key();
  }

  @Test
  void many_devices_are_tagged_and_each_is_told_of() {
    var dry = run("device", "tag", fleet, "--where", "name like oven-*", "a=b", "--dry-run");
    assertThat(dry.out()).isEqualTo("oven-1\noven-2\n");
    assertThat(dry.err()).isEqualTo("2 devices; nothing was done\n");

    var tagged = run("device", "tag", fleet, "--where", "name like oven-*", "a=b", "--yes");
    assertThat(tagged.exitCode()).as(tagged.err()).isZero();
    assertThat(tagged.outLines()).hasSize(4).last().isEqualTo("2 done");
    assertThat(run("device", "list", "--where", "tag.a = b and fleet = " + fleet).outLines())
        .hasSize(3);
    assertThat(run("job", "list", fleet).out()).contains("tag a=b").contains("2 done");
    assertThat(run("job", "show", fleet).out()).contains("devices with name like oven-*");
    assertThat(run("job", "cancel", fleet).exitCode()).isEqualTo(1);
  }

  @Test
  void without_a_terminal_and_yes_nothing_is_done() {
    var ran = run("device", "note", fleet, "spare", "--all");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.errLines())
        .containsExactly(
            "fleet: this writes the note of 3 devices of %s: lamp, oven-1, oven-2".formatted(fleet),
            "  hint: say --yes when that is meant");
    assertThat(run("job", "list", fleet).err()).startsWith("no jobs; make one: ");
    assertThat(run("job", "show", fleet).exitCode()).isEqualTo(3);
  }

  @Test
  void what_failed_is_said_device_by_device_and_by_the_exit_code() throws Exception {
    var there = "there-" + fleet;
    assertThat(run("create", there).err()).isEmpty();
    api.register(key(there), "oven-1");
    var moved = run("device", "move", fleet, "--all", "--to", there, "--yes");
    assertThat(moved.exitCode()).isEqualTo(1);
    assertThat(moved.outLines().getLast()).isEqualTo("2 done, 1 failed");
    assertThat(moved.out()).contains("fleet %s has a device 'oven-1' already".formatted(there));
    var failed = run("job", "show", fleet, "--state", "failed", "--json");
    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.json().at("/devices")).hasSize(1);
    assertThat(failed.json().at("/job/devices/failed").asInt()).isEqualTo(1);
    assertThat(run("job", "show", fleet, "--state", "broken").exitCode()).isEqualTo(2);
  }

  @Test
  void groups_are_pinned_freed_and_removed() {
    api.release(fleet, "1.0.0");
    var group = "ovens-" + fleet;
    assertThat(run("group", "add", group, "--where", "name like oven-*").err()).isEmpty();
    var pinned = run("device", "pin", fleet, "1.0.0", "--reason", "loud", "--group", group, "-y");
    assertThat(pinned.outLines().getLast()).isEqualTo("2 done");
    var freed = run("device", "unpin", fleet, "--all", "--yes");
    assertThat(freed.exitCode()).isZero();
    assertThat(freed.out()).contains("it is not pinned").endsWith("2 done, 1 skipped\n");
    var left = run("device", "rm", fleet, "--group", group, "--yes", "--detach");
    assertThat(left.out()).startsWith("it goes on: fleet job show %s ".formatted(fleet));
  }

  @Test
  void what_cannot_be_meant_is_refused_with_its_cure() {
    assertThat(run("device", "unpin", fleet, "--dry-run").errLines())
        .containsExactly(
            "fleet: say one of --where, --group and --all", "  hint: --where 'tag.site = berlin'");
    assertThat(run("device", "unpin", fleet, "--all", "--group", "x").exitCode()).isEqualTo(2);
    assertThat(run("device", "unpin", "Not A Fleet", "--all").exitCode()).isEqualTo(2);
    assertThat(run("device", "unpin", "nowhere", "--all").exitCode()).isEqualTo(3);
    var nobody = run("device", "unpin", fleet, "--where", "name = nobody", "--yes");
    assertThat(nobody.exitCode()).isEqualTo(3);
    assertThat(nobody.err()).contains("no device of fleet %s is meant".formatted(fleet));
    assertThat(run("device", "unpin", fleet, "--where", "nmae = x", "--yes").exitCode())
        .isEqualTo(2);
  }
}
