package fleet.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fleet.cli.OnEngines;
import fleet.cli.machine.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A server that loses its machine, and comes back from what was copied while it ran. */
@OnEngines
@ExtendWith(ServerLogOnFailure.class)
class BackupIT {
  private World world;
  private Path data;
  private Path file;

  @BeforeEach
  void start() {
    world = World.start();
    data = world.folder.resolve("data");
    file = world.folder.resolve("monday.tar");
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void a_lost_machine_comes_back_with_its_devices_and_says_what_they_run_again() throws Exception {
    world.fleet("create", "berlin").run().succeeded();
    var device = world.device("berlin", "kitchen-pi");
    var repository = world.repository("berlin", Project.twoServices(world.lab.bases(), "first"));
    push(repository);
    device.awaitHealthy("0.0.0+rev1");
    var known = world.json("release", "list", "berlin");

    backup().succeeded();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    change(repository, "second");
    push(repository);
    device.awaitHealthy("0.0.0+rev2");
    loseTheMachine();
    restore(file).succeeded();
    world.startServer();

    assertThat(world.json("release", "list", "berlin")).as("with its sign-in").isEqualTo(known);
    device.awaitHealthy("0.0.0+rev1");
    awaitPage(device, "first");
    push(repository);
    awaitPage(device, "second");
    assertThat(known).hasSize(1);
    assertThat(world.json("release", "list", "berlin")).hasSize(2);
  }

  @Test
  void what_is_no_backup_and_where_something_is_are_refused_and_leave_nothing() throws Exception {
    backup().succeeded();
    var again = backup();
    assertThat(again.exit()).isEqualTo(1);
    assertThat(again.err()).contains(file + " is there already").contains("not written over");
    var there = restore(file);
    assertThat(there.exit()).isEqualTo(1);
    assertThat(there.err()).contains("there is something in " + data);

    world.stopServer();
    Folders.delete(data);
    Files.createDirectory(data);
    var whole = Files.readAllBytes(file);
    var cut = Files.write(world.folder.resolve("cut.tar"), java.util.Arrays.copyOf(whole, 40_000));
    refuses(cut, "no whole backup");
    whole[placeOfRows(whole)] ^= 1;
    refuses(Files.write(world.folder.resolve("changed.tar"), whole), "no whole backup");
    refuses(world.folder.resolve("absent.tar"), "there is no file");
    assertThat(backup().err()).contains("no server keeps its data in " + data);
  }

  /** Within an entry: a change of what fills up the space behind one does no harm. */
  private static int placeOfRows(byte[] backup) {
    for (var place = 0; place < backup.length - 3; place++) {
      if (backup[place] == 0x1f && backup[place + 1] == (byte) 0x8b && backup[place + 2] == 8) {
        return place + 3;
      }
    }
    throw new AssertionError("the backup has no rows");
  }

  private void refuses(Path damaged, String reason) {
    var refused = restore(damaged);
    assertThat(refused.exit()).as("%s", damaged).isEqualTo(1);
    assertThat(refused.err()).startsWith("fleet: ").contains(reason).doesNotContain("Exception");
    assertThat(data).isEmptyDirectory();
  }

  private Command.Result backup() {
    return world.fleet("backup", file.toString(), "--data", data.toString()).run();
  }

  private Command.Result restore(Path from) {
    return world.fleet("restore", from.toString(), "--data", data.toString()).run();
  }

  private void loseTheMachine() {
    world.stopServer();
    Folders.delete(data);
  }

  private void push(Path repository) {
    world.git(repository, "push", "-o", "wait=0s", "fleet", "main").run().succeeded();
  }

  private void change(Path repository, String text) throws IOException {
    Project.twoServices(world.lab.bases(), text).writeTo(repository);
    world.commit(repository, text);
  }

  private void awaitPage(Device device, String text) {
    await("%s shows %s".formatted(device.name, text))
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(device.page()).isEqualTo(text + "\n"));
  }
}
