package fleet.contract.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fleet.contract.Json;
import fleet.contract.identity.Secret;
import fleet.contract.operator.Role;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderTermsTest {
  private static final URI ISSUER = URI.create("https://login.example.com/realms/corp");
  private static final URI SERVER = URI.create("https://fleet.example.com");

  @Test
  void terms_go_over_the_wire_and_back() {
    var terms = terms(ISSUER, SERVER, Set.of("profile"), Set.of("Example.COM"));
    assertThat(terms.scopes()).containsExactlyInAnyOrder("openid", "profile");
    assertThat(terms.domains()).containsExactly("example.com");
    assertThat(Json.read(Json.write(terms), ProviderTerms.class)).isEqualTo(terms);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://login.example.com",
        "https://login.example.com/",
        "http://127.0.0.1:9000",
        "http://localhost:9000/x",
        "http://[::1]:9000"
      })
  void an_issuer_is_https_or_this_machine(String issuer) {
    assertThat(terms(URI.create(issuer), SERVER, Set.of(), Set.of()).issuer())
        .isEqualTo(URI.create(issuer));
  }

  @ParameterizedTest
  @CsvSource({
    "http://login.example.com, expected https",
    "http://127.0.0.1.example.com, expected https",
    "ftp://login.example.com, such as https",
    "https://user@login.example.com, such as https",
    "https://login.example.com?x=1, such as https",
    "https://login.example.com#x, such as https",
    "/realms/corp, such as https",
    "mailto:ada, such as https"
  })
  void what_is_no_issuer_is_told(String issuer, String sentence) {
    assertThatThrownBy(() -> terms(URI.create(issuer), SERVER, Set.of(), Set.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("issuer: ")
        .hasMessageContaining(sentence);
  }

  @Test
  void a_server_is_an_origin_alone() {
    for (var server : List.of("https://fleet.example.com/", "https://fleet.example.com/x", "x")) {
      assertThatThrownBy(() -> terms(ISSUER, URI.create(server), Set.of(), Set.of()))
          .hasMessageStartingWith("server: ");
    }
  }

  @Test
  void lists_are_bounded_and_hold_what_they_should() {
    var many = IntStream.range(0, 201).mapToObj(number -> "s" + number).collect(Collectors.toSet());
    assertThatThrownBy(() -> terms(ISSUER, SERVER, many, Set.of()))
        .hasMessageContaining("scopes: at most 200");
    assertThatThrownBy(() -> terms(ISSUER, SERVER, Set.of("two words"), Set.of()))
        .hasMessageContaining("a scope is one word");
    for (var domain : List.of("example", "-a.com", "a..com", "a.com.", "*.com", "")) {
      assertThatThrownBy(() -> terms(ISSUER, SERVER, Set.of(), Set.of(domain)))
          .hasMessageContaining("a domain is written");
    }
    assertThatThrownBy(() -> new GroupRole("x", Role.NONE, Optional.empty()))
        .hasMessageContaining("may something");
    assertThatThrownBy(() -> new GroupRole("x".repeat(201), Role.OWNER, Optional.empty()))
        .hasMessageContaining("1 to 200 characters");
  }

  @Test
  void a_secret_is_bounded_and_never_printed() {
    var terms = terms(ISSUER, SERVER, Set.of(), Set.of());
    assertThat(new NewProvider(terms, Optional.of(Secret.of("s3cret"))).toString())
        .doesNotContain("s3cret");
    for (var text : List.of("", "a\nb", "x".repeat(1001))) {
      assertThatThrownBy(() -> new NewProvider(terms, Optional.of(Secret.of(text))))
          .hasMessageContaining("a client secret has");
    }
  }

  @Test
  void a_sign_in_begins_with_a_challenge_and_a_port_where_one_is_meant() {
    var challenge = NewProviderSignIn.challengeOf(Secret.of("verifier"));
    assertThat(challenge).isEqualTo("iMnq5o6zALKXGivsnlom_0F5_WYda32GHkxlV7mq7hQ");
    assertThatThrownBy(() -> begin("short", Finish.PAGE, Optional.empty()))
        .hasMessageContaining("challenge");
    for (var port : List.of(0, 80, 65_536)) {
      assertThatThrownBy(() -> begin(challenge, Finish.LOOPBACK, Optional.of(port)))
          .hasMessageContaining("port");
    }
    assertThatThrownBy(() -> begin(challenge, Finish.LOOPBACK, Optional.empty()))
        .hasMessageContaining("port");
    assertThatThrownBy(() -> begin(challenge, Finish.PAGE, Optional.of(8080)))
        .hasMessageContaining("port");
    assertThat(begin(challenge, Finish.LOOPBACK, Optional.of(50_000)).port()).contains(50_000);
  }

  private static NewProviderSignIn begin(String challenge, Finish finish, Optional<Integer> port) {
    return new NewProviderSignIn(challenge, finish, port, Optional.empty(), Optional.empty());
  }

  private static ProviderTerms terms(
      URI issuer, URI server, Set<String> scopes, Set<String> domains) {
    return new ProviderTerms(
        "Corp",
        issuer,
        "fleet",
        server,
        scopes,
        "preferred_username",
        domains,
        "groups",
        Set.of(),
        List.of(),
        Optional.of(Role.VIEWER),
        Duration.ofHours(12));
  }
}
