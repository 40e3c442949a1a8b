package fleet.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fleet.contract.identity.Secret;
import fleet.contract.identity.UserName;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class KeysTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void what_is_wrapped_is_unwrapped_by_the_same_master_key_under_the_same_name_only() {
    var plain = new byte[] {1, 2, 3};
    var wrapped = masterKey(0).wrap("tokens", plain);
    assertThat(masterKey(0).unwrap("tokens", wrapped)).isEqualTo(plain);
    assertThatThrownBy(() -> masterKey(1).unwrap("tokens", wrapped))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> masterKey(0).unwrap("other", wrapped))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> masterKey(0).unwrap("tokens", new byte[5]))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void each_purpose_has_its_own_key() {
    assertThat(masterKey(0).derive("one", "AES").getEncoded())
        .isNotEqualTo(masterKey(0).derive("two", "AES").getEncoded())
        .isEqualTo(masterKey(0).derive("one", "AES").getEncoded());
  }

  @Test
  void a_password_matches_its_own_hash_only_and_the_hash_says_how_it_was_made() {
    var passwords = new Passwords();
    var hash = passwords.hash(Secret.of("correct horse"));
    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(passwords.matches(Secret.of("correct horse"), hash)).isTrue();
    assertThat(passwords.matches(Secret.of("wrong horse"), hash)).isFalse();
    assertThat(passwords.hash(Secret.of("correct horse"))).isNotEqualTo(hash);
  }

  @Test
  void too_many_failures_make_one_wait_a_minute() {
    var attempts = new Attempts();
    var name = UserName.parse("ann");
    for (var failure = 0; failure < 10; failure++) {
      assertThat(attempts.mustWait(name, NOW)).isFalse();
      attempts.failed(name, NOW);
    }
    assertThat(attempts.mustWait(name, NOW.plusSeconds(59))).isTrue();
    assertThat(attempts.mustWait(name, NOW.plusSeconds(60))).isFalse();
    assertThat(attempts.mustWait(UserName.parse("bob"), NOW)).isFalse();
  }

  private static MasterKey masterKey(int first) {
    var bytes = new byte[32];
    bytes[0] = (byte) first;
    return new MasterKey(Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)));
  }
}
