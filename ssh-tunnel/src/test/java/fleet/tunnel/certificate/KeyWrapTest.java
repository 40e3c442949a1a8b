package fleet.tunnel.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fleet.contract.identity.Secret;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class KeyWrapTest {
  private static final byte[] PLAIN = "a private key".getBytes(StandardCharsets.UTF_8);

  private final KeyWrap wrap =
      new KeyWrap(Secret.of("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"));

  @Test
  void what_is_wrapped_comes_back() {
    assertThat(wrap.unwrap("gateway", wrap.wrap("gateway", PLAIN))).isEqualTo(PLAIN);
  }

  @Test
  void the_same_key_is_wrapped_differently_each_time_and_never_seen() {
    var wrapped = wrap.wrap("gateway", PLAIN);

    assertThat(wrapped).isNotEqualTo(wrap.wrap("gateway", PLAIN));
    assertThat(new String(wrapped, StandardCharsets.ISO_8859_1)).doesNotContain("private");
  }

  @Test
  void a_key_does_not_open_under_another_name() {
    var wrapped = wrap.wrap("gateway", PLAIN);

    assertThatThrownBy(() -> wrap.unwrap("user-authority", wrapped))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("could not unwrap key user-authority");
  }

  @Test
  void a_changed_or_cut_key_does_not_open() {
    var wrapped = wrap.wrap("gateway", PLAIN);
    wrapped[wrapped.length - 1] ^= 1;

    assertThatThrownBy(() -> wrap.unwrap("gateway", wrapped))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> wrap.unwrap("gateway", new byte[3]))
        .isInstanceOf(IllegalStateException.class);
  }
}
