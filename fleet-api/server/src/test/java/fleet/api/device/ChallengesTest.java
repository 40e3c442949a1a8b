package fleet.api.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fleet.contract.identity.DeviceId;
import java.time.Instant;
import java.util.Random;
import java.util.stream.IntStream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class ChallengesTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final DeviceId DEVICE = DeviceId.random();
  private final Challenges challenges = challenges(1);

  @Test
  void a_challenge_is_good_for_its_device_for_a_minute() {
    var nonce = challenges.make(DEVICE, NOW).nonce();
    assertThat(challenges.isGood(DEVICE, nonce, NOW.plusSeconds(59))).isTrue();
    assertThat(challenges.isGood(DEVICE, nonce, NOW.plusSeconds(60))).isFalse();
    assertThat(challenges.isGood(DeviceId.random(), nonce, NOW)).isFalse();
  }

  @Test
  void another_key_or_a_changed_letter_makes_it_worthless() {
    var nonce = challenges.make(DEVICE, NOW).nonce();
    var changed = (nonce.startsWith("A") ? "B" : "A") + nonce.substring(1);
    assertThat(challenges(2).isGood(DEVICE, nonce, NOW)).isFalse();
    assertThat(challenges.isGood(DEVICE, changed, NOW)).isFalse();
    assertThat(challenges.isGood(DEVICE, "", NOW)).isFalse();
    assertThatThrownBy(() -> challenges.isGood(DEVICE, "not base64!", NOW))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void no_two_are_the_same() {
    assertThat(IntStream.range(0, 100).mapToObj(_ -> challenges.make(DEVICE, NOW).nonce()))
        .doesNotHaveDuplicates();
  }

  @Test
  void names_can_be_said_and_get_a_number_when_many_are_taken() {
    var names = new DeviceNames(new Random(1));
    assertThat(names.next(0).value()).matches("[a-z]+-[a-z]+");
    assertThat(names.next(50).value()).matches("[a-z]+-[a-z]+-[0-9]+");
  }

  private static Challenges challenges(int first) {
    var key = new byte[32];
    key[0] = (byte) first;
    return new Challenges(new SecretKeySpec(key, "HmacSHA256"));
  }
}
