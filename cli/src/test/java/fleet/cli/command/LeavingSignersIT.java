package fleet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.Json;
import fleet.contract.client.JsonHttp;
import fleet.contract.device.Challenge;
import fleet.contract.device.ChallengeRequest;
import fleet.contract.device.DeviceSession;
import fleet.contract.device.Phase;
import fleet.contract.device.Protocol;
import fleet.contract.device.Registered;
import fleet.contract.device.SessionRequest;
import fleet.contract.device.StateReport;
import fleet.contract.device.TargetState;
import fleet.contract.identity.DeviceName;
import fleet.contract.identity.Secret;
import fleet.contract.operator.ProvisioningKey;
import fleet.supervisor.state.StateFolder;
import fleet.supervisor.target.Targets;
import fleet.supervisor.trust.Belief;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real device makes of what the real API tells it, when its fleet lets go of signers. */
class LeavingSignersIT {
  private static RealApi api;

  @TempDir private Path home;
  @TempDir private Path folder;
  private String fleet;
  private Registered registered;
  private KeyPair keys;
  private StateFolder state;
  private Targets targets;
  private long reports;

  @BeforeAll
  static void start() {
    api = new RealApi();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @BeforeEach
  void a_device_that_believes_the_signer_of_its_fleet() throws GeneralSecurityException {
    fleet = api.newFleet(home);
    done("trust", "new-key", "alice.key");
    done("trust", "require", fleet, "1", "--signer", "alice=alice.key.pub", "--yes");
    api.release(fleet, "1.0.0");
    done("release", "sign", fleet, "1.0.0", "--key", "alice.key", "--yes");
    keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    registered = api.register(provisioningKey(), Optional.of(DeviceName.parse("pi")), keys);
    state = StateFolder.open(folder);
    var files =
        new Targets.Files(
            state.remembered("target", Targets.Received.class),
            state.remembered("belief", Belief.class));
    targets = new Targets(files, Belief.begin(registered.trust()), Clock.systemUTC(), () -> {});
    targets.start();
    assertThat(runs()).isEqualTo("1.0.0");
    report();
  }

  @AfterEach
  void close() {
    state.close();
  }

  @Test
  void a_device_that_was_away_meanwhile_goes_to_another_fleet_once_it_has_followed()
      throws GeneralSecurityException {
    var other = api.newFleet(home);
    api.release(other, "2.0.0");
    assertThat(move(other).err()).contains("believes the signers of fleet " + fleet);
    done("trust", "require", fleet, "0", "--key", "alice.key", "--yes");
    assertThat(move(other).err())
        .contains("has not said yet that fleet %s requires no signers any more".formatted(fleet));
    assertThat(runs()).isEqualTo("1.0.0");
    report();
    assertThat(move(other).exitCode()).isZero();
    assertThat(runs()).isEqualTo("2.0.0");
    assertThat(targets.refusal()).isEmpty();
  }

  @Test
  void what_alice_signed_runs_on_when_the_only_release_is_invalidated()
      throws GeneralSecurityException {
    done("release", "invalidate", fleet, "1.0.0", "--reason", "loud", "--yes");
    assertThat(runs()).isEqualTo("1.0.0");
    assertThat(targets.refusal()).isEmpty();
    api.release(fleet, "1.1.0");
    assertThat(runs()).isEqualTo("1.0.0");
    done("release", "sign", fleet, "1.1.0", "--key", "alice.key", "--yes");
    assertThat(runs()).isEqualTo("1.1.0");
  }

  /** The version that the device goes for when it has asked. */
  private String runs() throws GeneralSecurityException {
    var told = device().get("/device/v1/state", TargetState.class);
    targets.accept(new Targets.Received(told.toString(), told));
    return targets.current().orElseThrow().state().release().orElseThrow().version();
  }

  private void report() throws GeneralSecurityException {
    device()
        .post(
            "/device/v1/report",
            new StateReport(
                Protocol.CURRENT,
                ++reports,
                Instant.EPOCH,
                "0.1.0",
                Phase.SETTLED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.of(targets.trust())));
  }

  private JsonHttp device() throws GeneralSecurityException {
    var nobody = http(Optional.empty());
    var asked = new ChallengeRequest(registered.device());
    var challenge = nobody.post("/device/v1/challenge", asked, Challenge.class);
    var signed = RealApi.sign(keys, challenge.message());
    var request = new SessionRequest(registered.device(), challenge.nonce(), signed);
    var session = nobody.post("/device/v1/session", request, DeviceSession.class);
    return http(Optional.of(session.accessToken()));
  }

  private static JsonHttp http(Optional<Secret> token) {
    return new JsonHttp(JsonHttp.defaultClient(), URI.create(api.url()), () -> token);
  }

  private Secret provisioningKey() {
    var added = done("device", "add", fleet, "--json");
    return Json.read(added.out(), ProvisioningKey.class).key();
  }

  private TestShell.Ran move(String to) {
    return run("device", "move", registered.device().toString(), "--to", to);
  }

  private TestShell.Ran done(String... arguments) {
    var ran = run(arguments);
    assertThat(ran.exitCode()).as(ran.err()).isZero();
    return ran;
  }

  private TestShell.Ran run(String... arguments) {
    return RealApi.run(home, arguments);
  }
}
