package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.operator.RolloutState;
import fleet.contract.operator.RolloutView;
import fleet.contract.release.Canary;
import fleet.contract.release.NewRelease;
import fleet.contract.release.Platform;
import fleet.contract.release.Release;
import fleet.contract.release.ReleaseState;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Signatures that come after something else went out, or long after the push. */
class LateSignaturesIT {
  private static final Canary CANARY = new Canary(1, Optional.empty(), Optional.empty());
  private static RunningApi api;
  private SignedFleet at;

  @BeforeAll
  static void start() {
    api = RunningApi.alone();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @BeforeEach
  void a_fleet_whose_releases_alice_signs() {
    at = new SignedFleet(api);
    at.signedBy(1, at.alice);
  }

  @Test
  void a_late_signature_does_not_take_the_fleet_back() {
    var late = at.released();
    var newer = at.released();
    at.sign(newer, at.alice).expect(200);
    var signed = at.sign(late, at.alice).expect(200).as(Release.class);
    assertThat(signed.state()).isEqualTo(ReleaseState.FINAL);
    assertThat(signed.held())
        .contains("%s runs %s, which is newer".formatted(at.name, newer.version()));
    assertThat(at.told()).contains(newer.id());
    var back = at.post("releases/%s/deploy".formatted(late.version())).expect(200);
    assertThat(back.as(Release.class).held()).isEmpty();
    assertThat(at.told()).contains(late.id());
  }

  @Test
  void a_late_signature_ends_no_rollout_of_something_newer() {
    var late = api.release(at.name, canary(false));
    var newer = api.release(at.name, canary(false));
    at.sign(newer, at.alice).expect(200);
    assertThat(at.sign(late, at.alice).as(Release.class).held())
        .contains("%s is rolled out, which is newer".formatted(newer.version()));
    assertThat(latest().release().id()).isEqualTo(newer.id());
    assertThat(latest().state()).as("open, without a device").isEqualTo(RolloutState.HALTED);
  }

  @Test
  void a_draft_goes_out_as_it_was_pushed_whether_it_is_signed_before_or_after() {
    var signed = api.release(at.name, canary(true));
    at.sign(signed, at.alice).expect(200);
    at.post("releases/%s/finalize".formatted(signed.version())).expect(200);
    assertThat(latest().release().id()).isEqualTo(signed.id());
    var unsigned = api.release(at.name, canary(true));
    at.post("releases/%s/finalize".formatted(unsigned.version())).expect(200);
    at.sign(unsigned, at.alice).expect(200);
    assertThat(latest().release().id()).isEqualTo(unsigned.id());
    assertThat(at.told()).as("canaries go first, and none is online").contains(at.old.id());
  }

  private NewRelease canary(boolean draft) {
    return ReleaseTour.with(
        Samples.release(at.name, Optional.empty(), draft, Platform.LINUX_AMD64), CANARY);
  }

  private RolloutView latest() {
    return api.asAdmin().get(at.route("rollouts/latest")).as(RolloutView.class);
  }
}
