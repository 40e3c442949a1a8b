package fleet.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fleet.contract.identity.PublicKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenSshKeyTest {
  /** The bytes 0 to 31 as a key. */
  private static final String BLOB =
      "AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f";

  @Test
  void the_comment_is_left_out_and_the_fingerprint_is_openssh_s() {
    var key = OpenSshKey.parse("  ssh-ed25519 " + BLOB + "  me@home with words\n");
    assertThat(key.line()).isEqualTo("ssh-ed25519 " + BLOB);
    // As ssh-keygen -lf prints it.
    assertThat(key.fingerprint()).isEqualTo("SHA256:ZkAslGjFiUHdGf/WUL8rQvkib4PTvQatUV0OUQSncCA");
  }

  @Test
  void an_ed25519_key_is_a_device_s_key_too() {
    var raw = new byte[32];
    for (var at = 0; at < raw.length; at++) {
      raw[at] = (byte) at;
    }
    assertThat(OpenSshKey.parse("ssh-ed25519 " + BLOB).ed25519()).contains(PublicKey.ofRaw(raw));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ssh-ed25519",
        "ssh-ed25519 not/base64!",
        "ssh-ed25519 AAAA",
        "ssh-rsa " + BLOB,
        "ssh-dss " + BLOB,
        "-----BEGIN OPENSSH PRIVATE KEY-----"
      })
  void what_is_no_public_key_is_refused_without_being_repeated(String line) {
    assertThatThrownBy(() -> OpenSshKey.parse(line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("not an SSH public key");
  }
}
