package fleet.supervisor.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fleet.contract.device.Protocol;
import fleet.contract.device.ReleaseTarget;
import fleet.contract.device.ServiceTarget;
import fleet.contract.device.TargetState;
import fleet.contract.device.VariableTarget;
import fleet.contract.device.Variables;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.DeviceName;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.Secret;
import fleet.contract.variable.SealedBox;
import fleet.contract.variable.VariableName;
import fleet.supervisor.Specs;
import fleet.supervisor.state.Identity;
import fleet.supervisor.state.StateFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the device keeps of variables, on a real disk. */
class VaultIT {
  private static final DeviceId DEVICE = DeviceId.random();
  private static final VariableName PIN = VariableName.parse("PIN");
  private static final String SECRET = "correct-horse-battery";

  @TempDir Path folder;
  private StateFolder state;
  private Identity identity;
  private Vault vault;

  @BeforeEach
  void open() {
    state = StateFolder.open(folder);
    identity = state.identity();
    vault = started();
  }

  @AfterEach
  void close() {
    state.close();
  }

  @Test
  void a_secret_outlives_the_process_and_is_not_in_the_clear_on_the_disk() throws IOException {
    var target = target(sealed(1, 1));
    vault.keep(target, Journal.EMPTY);
    assertThat(Files.readString(folder.resolve("variables.json"))).doesNotContain(SECRET);
    assertThat(started().open(web(target))).isEqualTo(Map.of(PIN, Secret.of(SECRET)));
  }

  @Test
  void what_the_device_may_return_to_keeps_its_values_and_others_are_forgotten()
      throws IOException {
    var first = target(plain(1, "one"));
    var second = target(plain(2, "two"));
    var third = target(plain(3, "three"));
    vault.keep(first, Journal.EMPTY);
    vault.keep(second, Journal.EMPTY.begin(release(first)).commit(release(first)));
    assertThat(vault.open(web(first))).isEqualTo(Map.of(PIN, Secret.of("one")));
    assertThat(vault.open(web(second))).isEqualTo(Map.of(PIN, Secret.of("two")));

    vault.keep(third, Journal.EMPTY.begin(release(second)).commit(release(second)));
    assertThat(Files.readString(folder.resolve("variables.json"))).doesNotContain("one");
    assertThatThrownBy(() -> vault.open(web(first)))
        .hasMessage("the value of variable PIN is not here");
  }

  @Test
  void a_box_for_another_variable_or_version_does_not_open() {
    var target = target(sealed(2, 1));
    vault.keep(target, Journal.EMPTY);
    assertThatThrownBy(() -> vault.open(web(target)))
        .hasMessage("the box of variable PIN does not open with this device's key");
  }

  @Test
  void a_box_that_is_sealed_anew_takes_the_place_of_one_to_a_lost_key() throws IOException {
    vault.keep(target(sealed(1, 1)), Journal.EMPTY);
    state.close();
    Files.delete(folder.resolve("sealing.pem"));
    open();
    var again = target(sealed(1, 1));
    vault.keep(again, Journal.EMPTY);
    assertThat(vault.open(web(again))).isEqualTo(Map.of(PIN, Secret.of(SECRET)));
  }

  private Vault started() {
    var file = state.remembered("variables", Vault.Kept.class);
    var started = new Vault(DEVICE, identity.sealingPair(), file);
    started.start();
    return started;
  }

  private static VariableTarget plain(long version, String value) {
    return new VariableTarget(Optional.empty(), PIN, version, Optional.of(value), Optional.empty());
  }

  private VariableTarget sealed(long version, long sealedVersion) {
    var label = new SealedBox.Label(DEVICE, PIN, sealedVersion);
    var box = SealedBox.seal(identity.sealingKey(), label, Secret.of(SECRET));
    return new VariableTarget(Optional.empty(), PIN, version, Optional.empty(), Optional.of(box));
  }

  private static TargetState target(VariableTarget variable) {
    var web = VaultTest.service("web");
    return Vault.assigned(
        new TargetState(
            Protocol.CURRENT,
            DEVICE,
            DeviceName.parse("pi"),
            FleetName.parse("berlin"),
            Optional.of(Specs.release(Duration.ofMinutes(1), web)),
            URI.create("http://registry"),
            Duration.ofMinutes(1),
            List.of(),
            Optional.empty(),
            Optional.of(new Variables(1, Optional.empty(), List.of(variable)))));
  }

  private static ReleaseTarget release(TargetState target) {
    return target.release().orElseThrow();
  }

  private static ServiceTarget web(TargetState target) {
    return release(target).services().getFirst();
  }
}
