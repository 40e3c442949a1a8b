package fleet.cli.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fleet.cli.OnEngines;
import fleet.cli.machine.Folders;
import fleet.cli.machine.ProcessRef;
import fleet.cli.machine.Program;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEngines
class LabIT {
  private Path cache;

  @BeforeEach
  void makeCache() throws IOException {
    cache = Files.createTempDirectory("fleet-lab");
  }

  @AfterEach
  void removeCache() {
    Folders.delete(cache);
  }

  @Test
  void a_device_has_a_network_and_an_engine_of_its_own_and_nothing_is_left_of_it()
      throws IOException {
    LabNames names;
    try (var lab = new Lab(cache, 1)) {
      lab.start();
      var device = lab.devices().getFirst();
      names = namesOf(lab);

      assertThat(lab.builder().answers()).isTrue();
      assertThat(device.engine().get("/info")).contains("\"Containers\":0");
      assertThat(Program.of(device.inside(List.of("ip", "-brief", "addr"))).output())
          .contains(device.address() + "/24")
          .contains("docker0")
          .doesNotContain(lab.hostAddress() + "/24");
      assertThat(canReach(device, lab.hostAddress())).isTrue();
    }

    assertNothingIsLeft(names);
  }

  @Test
  void two_labs_live_side_by_side() {
    try (var first = new Lab(cache, 0);
        var second = new Lab(cache, 0)) {
      first.start();
      second.start();

      assertThat(first.hostAddress()).isNotEqualTo(second.hostAddress());
      assertThat(first.builder().answers()).isTrue();
      assertThat(second.builder().answers()).isTrue();
    }
  }

  @Test
  void what_a_killed_lab_left_is_removed_by_the_next() throws Exception {
    var child = child();
    var address = firstLine(child);
    child.destroyForcibly().waitFor();
    var left = new LabNames(Integer.parseInt(address.split("\\.", -1)[2]), cache);
    assertThat(left.runFolder()).exists();
    var stray =
        new ProcessBuilder(
                "nsenter", "--net=" + DeviceHost.namespaceFile(left.namespace(1)), "sleep", "600")
            .start();

    try (var next = new Lab(cache, 0)) {
      next.start();

      assertThat(DeviceHost.namespaceFile(left.namespace(1))).doesNotExist();
      assertThat(Path.of("/sys/class/net", left.veth(1))).doesNotExist();
      assertThat(left.engine("dev1").data()).doesNotExist();
      assertThat(stray.waitFor(10, TimeUnit.SECONDS)).as("the stray process ended").isTrue();
    } finally {
      stray.destroyForcibly();
    }
    assertNothingIsLeft(left);
  }

  @Test
  void one_lab_that_stays_is_taken_down_and_the_other_spared() {
    var mine = stayingLab(Optional.of(ProcessRef.self()));
    var other = stayingLab(Optional.of(ProcessRef.self()));
    try {
      assertThat(Lab.takeDown(new LabChoice.One(mine.number()))).isEqualTo(1);

      assertNothingIsLeft(mine);
      assertThat(other.runFolder()).exists();
      assertThat(Lab.takeDown(new LabChoice.One(mine.number()))).isZero();
    } finally {
      Lab.takeDown(new LabChoice.One(other.number()));
    }
    assertNothingIsLeft(other);
  }

  /** Asks what is meant, and takes down none but its own: others may have labs here. */
  @Test
  void a_lab_is_abandoned_when_its_shell_has_ended_and_not_before() throws Exception {
    var shell = new ProcessBuilder("sleep", "600").start();
    var names = stayingLab(ProcessRef.find(shell.pid()));
    try {
      assertThat(isMeant(new LabChoice.Abandoned(), names)).isFalse();
      assertThat(isMeant(new LabChoice.All(), names)).isTrue();
      shell.destroyForcibly().waitFor();
      assertThat(isMeant(new LabChoice.Abandoned(), names)).isTrue();
    } finally {
      shell.destroyForcibly();
      Lab.takeDown(new LabChoice.One(names.number()));
    }
    assertNothingIsLeft(names);
  }

  @Test
  void a_lab_that_its_process_will_close_is_never_taken_down() {
    try (var lab = new Lab(cache, 0)) {
      lab.start();

      assertThat(isMeant(new LabChoice.All(), namesOf(lab))).isFalse();
      assertThat(Lab.takeDown(new LabChoice.One(lab.number()))).isZero();
    }
  }

  @Test
  void more_devices_than_addresses_are_refused() {
    assertThatThrownBy(() -> new Lab(cache, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 to 9");
  }

  private static boolean canReach(DeviceHost device, String address) throws IOException {
    try (var server = new ServerSocket(0, 1, InetAddress.getByName(address))) {
      var dial = "exec 3<>/dev/tcp/%s/%d".formatted(address, server.getLocalPort());
      return Program.of(device.inside(List.of("bash", "-c", dial))).run().isGood();
    }
  }

  private static boolean isMeant(LabChoice which, LabNames names) {
    return which.includes(names.number(), LabState.read(names).orElseThrow());
  }

  private LabNames stayingLab(Optional<ProcessRef> keeper) {
    try (var lab = new Lab(cache, 0)) {
      lab.start();
      var names = namesOf(lab);
      lab.detach(keeper);
      return names;
    }
  }

  private LabNames namesOf(Lab lab) {
    return new LabNames(lab.number(), cache);
  }

  private static void assertNothingIsLeft(LabNames names) {
    assertThat(names.runFolder()).doesNotExist();
    assertThat(names.engine("dev1").data()).doesNotExist();
    assertThat(DeviceHost.namespaceFile(names.namespace(1))).doesNotExist();
    assertThat(Path.of("/sys/class/net", names.bridge())).doesNotExist();
    assertThat(Path.of("/sys/class/net", names.veth(1))).doesNotExist();
    assertThat(Program.of("iptables-save").output()).doesNotContain(names.ruleComment());
    assertThat(Program.of("mount").output())
        .doesNotContain(names.runFolder() + "/")
        .doesNotContain(names.dataFolder() + "/");
    assertThat(
            ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .filter(words -> words.contains(names.runFolder() + "/")))
        .isEmpty();
  }

  private Process child() throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-cp",
            System.getProperty("java.class.path"),
            LabChild.class.getName(),
            cache.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static String firstLine(Process child) throws IOException {
    return new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))
        .readLine();
  }
}
