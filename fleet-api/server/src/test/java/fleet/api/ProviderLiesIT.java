package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.api.openid.Lie;
import fleet.api.openid.TestKey;
import fleet.api.openid.TestProvider;
import fleet.contract.identity.Secret;
import fleet.contract.operator.Role;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Providers that lie, went away, or changed their key. */
class ProviderLiesIT {
  private static final Secret SECRET = Secret.of("client secret: äöü &=+%");
  private static RunningApi api;
  private static TestProvider corp;

  @BeforeAll
  static void start() {
    api = RunningApi.alone();
    corp = new TestProvider(Optional.of(SECRET));
    var open = Visit.terms(api, corp, Optional.of(SECRET), Optional.of(Role.VIEWER));
    api.asAdmin().put("/api/v1/providers/open", open).expect(200);
  }

  @AfterAll
  static void stop() {
    api.close();
    corp.close();
  }

  @BeforeEach
  void the_provider_is_honest() {
    corp.lie(Lie.NONE);
  }

  private static void comes(String subject, String name) {
    corp.person(Map.of("sub", subject, "preferred_username", name, "email", name + "@example.com"));
  }

  @Test
  void who_sends_the_browser_back_says_who_it_is() {
    for (var issuer : new String[] {"&iss=https%3A%2F%2Fevil.example.com", ""}) {
      var visit = Visit.to(api, "open");
      var back = Visit.agree(visit.begin());
      var bent = URI.create(back.toString().replaceAll("&iss=[^&]+", issuer));
      assertThat(visit.redeem(Visit.ticketOf(visit.arrive(bent))).expect(502).problem().message())
          .contains("the browser comes from another issuer");
    }
  }

  @Test
  void what_the_provider_refuses_is_told_and_words_of_strangers_are_not() {
    for (var error : Map.of("access_denied", " (access_denied)", "%3Cb%3E", "").entrySet()) {
      var visit = Visit.to(api, "open");
      var state = visit.begin().getRawQuery().replaceAll(".*state=([^&]+).*", "$1");
      var back =
          "%s/api/v1/providers/open/callback?state=%s&error=%s&error_description=call+me"
              .formatted(api.address(), state, error.getKey());
      var ticket = Visit.ticketOf(visit.arrive(URI.create(back)));
      assertThat(visit.redeem(ticket).expect(502).problem().message())
          .isEqualTo("could not sign in with Corp: it let nobody in" + error.getValue());
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Lie.class,
      mode = Mode.EXCLUDE,
      names = {"NONE", "OTHER_ISSUER_IN_DISCOVERY", "PLAIN_HTTP_ELSEWHERE"})
  void a_provider_that_lies_lets_nobody_in(Lie lie) {
    comes("liar-1", "liar");
    corp.lie(lie);
    var before = api.database().audited("user.sign-in-refused").size();
    var reply = Visit.to(api, "open").signIn().expect(502);
    assertThat(reply.problem().message()).startsWith("could not sign in with Corp: it");
    assertThat(reply.text()).doesNotContain(SECRET.reveal(), "code_", "eyJ");
    var refused = api.database().audited("user.sign-in-refused");
    assertThat(refused).hasSize(before + 1);
    assertThat(refused.getLast()).isEqualTo(reply.problem().message());
    assertThat(api.asAdmin().get("/api/v1/users").text()).doesNotContain("\"liar\"");
  }

  @ParameterizedTest
  @EnumSource(
      value = Lie.class,
      names = {"OTHER_ISSUER_IN_DISCOVERY", "PLAIN_HTTP_ELSEWHERE"})
  void a_provider_that_lies_about_itself_is_not_taken(Lie lie) {
    corp.lie(lie);
    var terms = Visit.terms(api, corp, Optional.empty(), Optional.empty());
    var problem = api.asAdmin().put("/api/v1/providers/liar", terms).expect(502).problem();
    assertThat(problem.message()).contains("cannot be used: it");
    api.asAdmin().get("/api/v1/providers/liar").expect(404);
  }

  @ParameterizedTest
  @EnumSource(TestKey.Kind.class)
  void a_provider_changes_its_key(TestKey.Kind kind) {
    comes("rita-1", "rita");
    Visit.to(api, "open").signedIn();
    corp.rotate(kind);
    Visit.to(api, "open").signedIn().get("/api/v1/me").expect(200);
  }

  @Test
  void a_provider_that_went_away_is_told_of_in_words() {
    var away = new TestProvider(Optional.empty());
    var terms = Visit.terms(api, away, Optional.empty(), Optional.of(Role.VIEWER));
    api.asAdmin().put("/api/v1/providers/away", terms).expect(200);
    var visit = Visit.to(api, "away");
    var back = Visit.agree(visit.begin());
    away.close();
    assertThat(visit.redeem(Visit.ticketOf(visit.arrive(back))).expect(502).problem().message())
        .isEqualTo("could not sign in with Corp: it does not answer");
    api.asAdmin().put("/api/v1/providers/away", terms).expect(502);
  }
}
