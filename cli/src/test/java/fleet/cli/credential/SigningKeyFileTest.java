package fleet.cli.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SigningKeyFileTest {
  @Test
  void a_key_is_foreign_when_another_person_owns_it() {
    assertThat(SigningKeyFile.isForeign("mallory", Optional.of("alice"))).isTrue();
    assertThat(SigningKeyFile.isForeign("mallory", Optional.of("root"))).isTrue();
    assertThat(SigningKeyFile.isForeign("alice", Optional.of("alice"))).isFalse();
    assertThat(SigningKeyFile.isForeign("root", Optional.of("alice"))).isFalse();
    assertThat(SigningKeyFile.isForeign("1000", Optional.empty())).isFalse();
  }
}
