package fleet.registry.http;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.registry.access.Verdict.Challenge;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenRealmTest {
  private static final TokenRealm REALM = new TokenRealm(URI.create("http://127.0.0.1:8080"));
  private static final Challenge PLAIN = new Challenge(Optional.empty(), Optional.empty());

  @ParameterizedTest
  @CsvSource({
    "10.88.0.1:5000,  http://10.88.0.1:8080/registry/token",
    "fleet.local,     http://fleet.local:8080/registry/token",
    "[fd00::1]:5000,  http://[fd00::1]:8080/registry/token"
  })
  void clients_are_sent_to_the_host_that_they_know(String host, String address) {
    assertThat(REALM.header(PLAIN, Optional.of(host)))
        .isEqualTo("Bearer realm=\"%s\",service=\"fleet-registry\"".formatted(address));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\"b", "evil/path", "user@host", "host:port", "a b", "[::1"})
  void a_host_that_is_none_is_replaced(String host) {
    assertThat(REALM.header(PLAIN, Optional.of(host)))
        .contains("realm=\"http://127.0.0.1:8080/registry/token\"");
  }

  @Test
  void clients_are_sent_to_another_machine_when_the_api_is_there() {
    var elsewhere = new TokenRealm(URI.create("https://fleet.example.com"));
    assertThat(elsewhere.header(PLAIN, Optional.of("127.0.0.1:5000")))
        .contains("realm=\"https://fleet.example.com/registry/token\"");
  }

  @Test
  void scope_and_error_follow() {
    var challenge = new Challenge(Optional.of("repository:a/b:pull"), Optional.of("invalid_token"));
    assertThat(REALM.header(challenge, Optional.empty()))
        .endsWith(",scope=\"repository:a/b:pull\",error=\"invalid_token\"");
  }
}
