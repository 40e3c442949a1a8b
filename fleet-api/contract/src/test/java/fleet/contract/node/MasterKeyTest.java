package fleet.contract.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fleet.contract.identity.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeyTest {
  private static final byte[] PLAIN = "a private key".getBytes(StandardCharsets.UTF_8);

  private final MasterKey master =
      new MasterKey(Secret.of("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"));
  private final KeyWrap wrap = master.wrapFor("fleet tunnel keys");

  @Test
  void what_is_wrapped_comes_back() {
    assertThat(wrap.unwrap("gateway", wrap.wrap("gateway", PLAIN))).isEqualTo(PLAIN);
  }

  @ParameterizedTest
  @CsvSource({
    "fleet tunnel keys, gateway, 2foBkhKx4SB1s7jEKGnODWYoBEdOcUvxSbJMRF4sBD+giBDHYNqFZ5I=",
    "fleet api keys, tokens, ojrEyzo76E/LPOl1e24oZpaQdgRHGgl7/z+JUvE5ResTwiCOGW0AMH8="
  })
  void what_a_database_has_held_since_the_first_version_still_opens(
      String owner, String name, String wrapped) {
    assertThat(master.wrapFor(owner).unwrap(name, Base64.getDecoder().decode(wrapped)))
        .isEqualTo(PLAIN);
  }

  @Test
  void the_same_key_is_wrapped_differently_each_time_and_never_seen() {
    var wrapped = wrap.wrap("gateway", PLAIN);

    assertThat(wrapped).isNotEqualTo(wrap.wrap("gateway", PLAIN));
    assertThat(new String(wrapped, StandardCharsets.ISO_8859_1)).doesNotContain("private");
  }

  @Test
  void a_key_opens_under_its_own_name_owner_and_master_key_only() {
    var wrapped = wrap.wrap("gateway", PLAIN);
    var other = new MasterKey(Secret.of("A".repeat(43)));

    assertDoesNotOpen(wrap, "user-authority", wrapped);
    assertDoesNotOpen(master.wrapFor("fleet api keys"), "gateway", wrapped);
    assertDoesNotOpen(other.wrapFor("fleet tunnel keys"), "gateway", wrapped);
  }

  @Test
  void a_changed_or_cut_key_does_not_open() {
    var wrapped = wrap.wrap("gateway", PLAIN);
    wrapped[wrapped.length - 1] ^= 1;

    assertDoesNotOpen(wrap, "gateway", wrapped);
    assertDoesNotOpen(wrap, "gateway", new byte[3]);
  }

  @Test
  void each_purpose_has_its_own_key() {
    assertThat(master.derive("one", "AES").getEncoded())
        .isNotEqualTo(master.derive("two", "AES").getEncoded())
        .isEqualTo(master.derive("one", "AES").getEncoded());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "short", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g", "not base64!"})
  void what_is_not_32_bytes_is_no_master_key(String text) {
    var key = Secret.of(text);

    assertThat(MasterKey.isSound(key)).isFalse();
    assertThatThrownBy(() -> new MasterKey(key)).isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertDoesNotOpen(KeyWrap wrap, String name, byte[] wrapped) {
    assertThatThrownBy(() -> wrap.unwrap(name, wrapped))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("could not unwrap key " + name);
  }
}
