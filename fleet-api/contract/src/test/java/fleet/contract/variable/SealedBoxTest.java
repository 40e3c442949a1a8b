package fleet.contract.variable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fleet.contract.identity.DeviceId;
import fleet.contract.identity.Secret;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedBoxTest {
  private static final VariableName NAME = VariableName.parse("DB_PASSWORD");
  private static final Secret VALUE = Secret.of("grüne Wälder");

  private final KeyPair pair = newPair();
  private final SealingKey key = SealingKey.of(pair.getPublic());
  private final DeviceId device = DeviceId.random();
  private final SealedBox.Label label = new SealedBox.Label(device, NAME, 7);

  private static KeyPair newPair() {
    try {
      return KeyPairGenerator.getInstance("X25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_box_opens_with_its_key_and_label_and_no_two_are_alike() {
    var box = SealedBox.seal(key, label, VALUE);
    assertThat(SealedBox.parse(box.text()).open(pair, label)).isEqualTo(VALUE);
    assertThat(SealedBox.seal(key, label, VALUE)).isNotEqualTo(box);
    var empty = Secret.of("");
    assertThat(SealedBox.seal(key, label, empty).open(pair, label)).isEqualTo(empty);
  }

  @Test
  void a_box_opens_with_no_other_key() {
    var box = SealedBox.seal(key, label, VALUE);
    refused(box, newPair(), label);
  }

  @Test
  void a_box_opens_for_no_other_device_name_or_version() {
    var box = SealedBox.seal(key, label, VALUE);
    refused(box, pair, new SealedBox.Label(DeviceId.random(), NAME, 7));
    refused(box, pair, new SealedBox.Label(device, VariableName.parse("DB_USER"), 7));
    refused(box, pair, new SealedBox.Label(device, NAME, 8));
  }

  @Test
  void a_box_with_any_byte_changed_does_not_open() {
    var box = Base64.getUrlDecoder().decode(SealedBox.seal(key, label, VALUE).text());
    for (var at = 0; at < box.length; at++) {
      var changed = box.clone();
      changed[at] ^= 1;
      refused(new SealedBox(Base64.getUrlEncoder().encodeToString(changed)), pair, label);
    }
  }

  @Test
  void what_is_no_box_and_what_is_no_key_are_refused() {
    refused(new SealedBox("AAAA"), pair, label);
    refused(new SealedBox("not base64!"), pair, label);
    var smallOrder = SealingKey.of(new byte[32]);
    assertThatThrownBy(() -> SealedBox.seal(smallOrder, label, VALUE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SealingKey.parse("AAAA")).isInstanceOf(IllegalArgumentException.class);
  }

  private static void refused(SealedBox box, KeyPair pair, SealedBox.Label label) {
    assertThatThrownBy(() -> box.open(pair, label)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1A", "A-B", "A B", "Ä", "FLEET_DEVICE", "A=B"})
  void names_are_those_of_environment_variables(String text) {
    assertThatThrownBy(() -> VariableName.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
