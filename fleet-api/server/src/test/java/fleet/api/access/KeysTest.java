package fleet.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.identity.Secret;
import fleet.contract.identity.UserName;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class KeysTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

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
}
