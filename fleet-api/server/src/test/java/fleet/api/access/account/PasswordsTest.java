package fleet.api.access.account;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.identity.Secret;
import org.junit.jupiter.api.Test;

class PasswordsTest {
  @Test
  void a_password_matches_its_own_hash_only_and_the_hash_says_how_it_was_made() {
    var passwords = new Passwords();
    var hash = passwords.hash(Secret.of("correct horse"));
    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(passwords.matches(Secret.of("correct horse"), hash)).isTrue();
    assertThat(passwords.matches(Secret.of("wrong horse"), hash)).isFalse();
    assertThat(passwords.hash(Secret.of("correct horse"))).isNotEqualTo(hash);
  }
}
