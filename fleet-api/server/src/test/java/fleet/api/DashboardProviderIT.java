package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.api.browser.Chromium;
import fleet.api.openid.Lie;
import fleet.api.openid.TestProvider;
import fleet.contract.identity.Secret;
import fleet.contract.operator.Role;
import fleet.contract.provider.Finish;
import fleet.contract.provider.NewProviderSignIn;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person who clicks on a provider's button in a real browser. */
class DashboardProviderIT {
  private static final String BUTTON = "[data-provider=corp]";
  private static final String SIGNED_IN = "document.querySelector('header.bar') !== null";

  @Test
  void a_button_signs_in_and_what_others_began_does_not(@TempDir Path profile) throws Exception {
    try (var api = RunningApi.alone();
        var corp = new TestProvider(Optional.empty());
        var browser = Chromium.start(profile);
        var page = browser.newPage()) {
      corp.person(Map.of("sub", "vera-1", "preferred_username", "vera"));
      var terms = Visit.terms(api, corp, Optional.empty(), Optional.of(Role.VIEWER));
      api.asAdmin().put("/api/v1/providers/corp", terms).expect(200);
      var user = new DashboardUser(api, page);

      corp.lie(Lie.OTHER_AUDIENCE);
      page.open(api.address().resolve("/"));
      page.awaitText(BUTTON, "Sign in with Corp");
      page.click(BUTTON);
      page.awaitText("[role=alert]", "its ID token is for somebody else");
      assertThat(user.isSignedOut()).isTrue();

      corp.lie(Lie.NONE);
      var attacker = Visit.to(api, "corp");
      var ticket = attacker.ticket(attacker.begin());
      page.open(api.address().resolve("/?other#/sign-in/" + ticket.reveal()));
      page.awaitText("[role=alert]", "began elsewhere");
      assertThat(user.isSignedOut()).isTrue();

      page.awaitText(BUTTON, "Sign in with Corp");
      page.click(BUTTON);
      page.awaitTrue(SIGNED_IN);
      page.awaitText("header.bar", "vera");
      assertThat(page.evaluate("location.hash").asText()).isEqualTo("#/");
      api.as(Secret.of(user.token())).get("/api/v1/me").expect(200);

      var program = Visit.to(api, "corp");
      var wanted =
          new NewProviderSignIn(
              program.challenge(),
              Finish.CODE,
              Optional.empty(),
              Optional.empty(),
              Optional.empty());
      page.open(program.begin(wanted));
      page.awaitText(".door-card", "fleet login");
      program.redeem(Secret.of(page.text(".door-card .command code"))).expect(201);
    }
  }
}
