package fleet.cli.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fleet.contract.identity.Secret;
import fleet.contract.identity.UserName;
import fleet.contract.operator.Role;
import fleet.contract.operator.SignedIn;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {
  private static final URI ONE = URI.create("http://one:8080");
  private static final URI TWO = URI.create("https://two");
  private static final Credentials BOTH =
      Credentials.NONE.with(TWO, signedIn("t2")).with(ONE, signedIn("t1"));

  private static SignedIn signedIn(String token) {
    return new SignedIn(
        Secret.of(token), UserName.parse("ada"), Role.OWNER, Instant.parse("2026-11-24T00:00:00Z"));
  }

  @Test
  void the_last_sign_in_is_the_default() {
    assertThat(Access.of("", Map.of(), BOTH).server()).isEqualTo(ONE);
    assertThat(Access.of("", Map.of(), BOTH).token()).contains(Secret.of("t1"));
  }

  @Test
  void an_asked_server_comes_before_the_environment_and_uses_its_own_token() {
    var environment = Map.of("FLEET_SERVER", "http://three:1");
    var access = Access.of("https://two/", environment, BOTH);
    assertThat(access.server()).isEqualTo(TWO);
    assertThat(access.token()).contains(Secret.of("t2"));
  }

  @Test
  void the_environment_comes_before_the_default() {
    var environment = Map.of("FLEET_SERVER", "https://two", "FLEET_TOKEN", "t9");
    var access = Access.of("", environment, BOTH);
    assertThat(access.server()).isEqualTo(TWO);
    assertThat(access.token()).contains(Secret.of("t9"));
  }

  @Test
  void a_token_is_never_sent_to_another_server() {
    assertThat(Access.of("http://other:8080", Map.of(), BOTH).token()).isEmpty();
  }

  @Test
  void without_anything_it_is_this_machine_and_nobody() {
    var access = Access.of("", Map.of("FLEET_SERVER", " "), Credentials.NONE);
    assertThat(access.server()).isEqualTo(ServerUrl.LOCAL);
    assertThat(access.token()).isEmpty();
  }

  @Test
  void signing_out_of_the_default_leaves_none() {
    assertThat(BOTH.without(ONE).defaultServer()).isEmpty();
    assertThat(BOTH.without(TWO).defaultServer()).contains(ONE);
    assertThat(BOTH.without(ONE).at(TWO)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.1:8080",
        "kitchen",
        "ftp://kitchen",
        "http://",
        "http://user:word@kitchen",
        "http://kitchen/path",
        "http://kitchen?x=1",
        "http://kit chen"
      })
  void an_address_that_is_none_is_refused(String text) {
    assertThatThrownBy(() -> ServerUrl.parse(text))
        .isInstanceOf(CredentialException.class)
        .hasMessage("'%s' is not the address of a server", text);
  }
}
