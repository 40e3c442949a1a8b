package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fleet.api.openid.TestProvider;
import fleet.contract.access.Invitation;
import fleet.contract.access.NewInvitation;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.Secret;
import fleet.contract.identity.UserName;
import fleet.contract.operator.Role;
import fleet.contract.operator.SignedIn;
import fleet.contract.operator.UserView;
import fleet.contract.problem.ProblemCode;
import fleet.contract.provider.Finish;
import fleet.contract.provider.GroupRole;
import fleet.contract.provider.NewProviderSignIn;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Signing in at a provider that speaks the protocol. */
class ProvidersIT {
  private static final Secret SECRET = Secret.of("client secret: äöü &=+%");
  private static RunningApi api;
  private static TestProvider corp;

  @BeforeAll
  static void start() {
    api = RunningApi.alone();
    corp = new TestProvider(Optional.of(SECRET));
    var terms = Visit.terms(api, corp, Optional.of(SECRET), Optional.empty());
    api.asAdmin().put("/api/v1/providers/corp", terms).expect(200);
    var open = Visit.terms(api, corp, Optional.of(SECRET), Optional.of(Role.VIEWER));
    api.asAdmin().put("/api/v1/providers/open", open).expect(200);
  }

  @AfterAll
  static void stop() {
    api.close();
    corp.close();
  }

  private static void comes(String subject, String name) {
    corp.person(Map.of("sub", subject, "preferred_username", name, "email", name + "@example.com"));
  }

  @Test
  void whoever_is_welcome_becomes_somebody_and_stays_that() {
    comes("ada-1", "Ada.Lovelace@example.com");
    var first = Visit.to(api, "open").signIn().expect(201).as(SignedIn.class);
    assertThat(first.user()).isEqualTo(UserName.parse("ada.lovelace"));
    assertThat(first.role()).isEqualTo(Role.VIEWER);
    comes("ada-1", "renamed-there");
    var ada = Visit.to(api, "open").signedIn();
    assertThat(ada.get("/api/v1/me").as(UserView.class).name()).isEqualTo(first.user());
    assertThat(api.database().audited("user.sign-in")).contains("ada.lovelace by open");
    var mine = ada.get("/api/v1/identities").as(JsonNode.class).path("items");
    assertThat(mine).hasSize(1);
    assertThat(mine.path(0).path("subject").asText()).isEqualTo("ada-1");
  }

  @Test
  void a_sign_in_lasts_as_long_as_the_terms_say_and_is_revocable_like_any_other() {
    comes("brief-1", "brief");
    var brief = Visit.to(api, "open").signedIn();
    var open = brief.get("/api/v1/sign-ins").as(JsonNode.class).path("items").path(0);
    var from = Instant.parse(open.path("createdAt").asText());
    assertThat(Duration.between(from, Instant.parse(open.path("expiresAt").asText())))
        .isEqualTo(Duration.ofHours(12));
    brief.delete("/api/v1/sign-ins/" + open.path("id").asText()).expect(204);
    brief.get("/api/v1/me").expect(401);
  }

  @Test
  void whoever_is_not_known_needs_an_invitation() {
    comes("carl-1", "carl");
    var problem = Visit.to(api, "corp").signIn().expect(403).problem();
    assertThat(problem.message()).isEqualTo("nobody here is known by that sign-in of corp");
    assertThat(problem.hint()).startsWith("you came as carl@example.com; ask an owner");
    assertThat(api.database().everyRow("audit")).doesNotContain("carl@example.com");
    assertThat(api.database().audited("user.sign-in-refused")).contains(problem.message());
    var code = invite(Role.DEVELOPER);
    var visit = Visit.to(api, "corp");
    var wanted = Optional.of(UserName.parse("carl-the-baker"));
    var in = visit.redeem(visit.ticket(visit.begin(Optional.of(code), wanted)));
    assertThat(in.expect(201).as(SignedIn.class).user()).isEqualTo(wanted.orElseThrow());
    assertThat(in.as(SignedIn.class).role()).isEqualTo(Role.DEVELOPER);
    Visit.to(api, "corp").signedIn().get("/api/v1/me").expect(200);
    comes("dora-1", "dora");
    var again = Visit.to(api, "corp");
    again.redeem(again.ticket(again.begin(Optional.of(code), Optional.empty()))).expect(410);
  }

  @Test
  void an_invitation_is_not_used_up_by_who_is_known_or_by_a_name_that_is_taken() {
    comes("edda-1", "edda");
    Visit.to(api, "open").signedIn();
    var code = invite(Role.VIEWER);
    var known = Visit.to(api, "open");
    known.redeem(known.ticket(known.begin(Optional.of(code), Optional.empty()))).expect(409);
    comes("edda-2", "edda");
    var taken = Visit.to(api, "corp");
    taken.redeem(taken.ticket(taken.begin(Optional.of(code), Optional.empty()))).expect(409);
    var other = Visit.to(api, "corp");
    var name = Optional.of(UserName.parse("edda-the-second"));
    other.redeem(other.ticket(other.begin(Optional.of(code), name))).expect(201);
  }

  @Test
  void nobody_becomes_somebody_else_by_a_name_or_an_address() {
    comes("mallory-1", "admin");
    var problem = Visit.to(api, "open").signIn().expect(409).problem();
    assertThat(problem.message()).contains("there is a user 'admin' already");
    assertThat(problem.hint()).contains("fleet login --provider open --link");
  }

  @Test
  void whoever_is_signed_in_links_themselves_and_unlinks() {
    comes("finn-1", "finn-elsewhere");
    var finn = api.asNew("finn", Role.OPERATOR);
    var visit = Visit.to(api, "corp");
    var linked = visit.link(finn).expect(201);
    assertThat(linked.as(SignedIn.class).user()).isEqualTo(UserName.parse("finn"));
    Visit.to(api, "corp").signedIn().get("/api/v1/me").expect(200);
    var greta = api.asNew("greta", Role.OPERATOR);
    var second = Visit.to(api, "corp");
    assertThat(second.link(greta).expect(409).problem().message())
        .contains("this is finn's here already");
    var id = finn.get("/api/v1/identities").as(JsonNode.class).at("/items/0/id").asText();
    greta.delete("/api/v1/identities/" + id).expect(404);
    greta.delete("/api/v1/identities/%s?user=finn".formatted(id)).expect(403);
    api.asAdmin().delete("/api/v1/identities/%s?user=finn".formatted(id)).expect(204);
    Visit.to(api, "corp").signIn().expect(403);
    assertThat(api.database().audited("identity.link")).contains("provider corp");
  }

  @Test
  void whoever_is_signed_out_meanwhile_links_nothing() {
    comes("thief-1", "thief");
    var gina = api.asNew("gina", Role.OPERATOR);
    var visit = Visit.to(api, "corp");
    var ticket = visit.ticket(visit.beginLink(gina));
    gina.call("POST", "/api/v1/logout").expect(204);
    visit.redeem(gina, ticket).expect(410);
    var other = Visit.to(api, "corp");
    var second = other.ticket(other.beginLink(api.asNew("gwen", Role.OPERATOR)));
    other.redeem(api.asNew("greg", Role.DEVELOPER), second).expect(410);
    Visit.to(api, "corp").signIn().expect(403);
  }

  @Test
  void whoever_is_disabled_stays_out() {
    comes("hugo-1", "hugo");
    var hugo = Visit.to(api, "open").signedIn();
    api.asAdmin().patchRaw("/api/v1/users/hugo", "{\"disabled\":true}").expect(200);
    hugo.get("/api/v1/me").expect(401);
    assertThat(Visit.to(api, "open").signIn().expect(403).problem().message())
        .isEqualTo("hugo is disabled");
  }

  @Test
  void groups_give_roles_at_each_sign_in_and_the_last_owner_stays() {
    var berlin = api.newFleet("berlin");
    var roles =
        List.of(
            new GroupRole("admins", Role.OWNER, Optional.empty()),
            new GroupRole("bakers", Role.DEVELOPER, Optional.of(berlin)));
    var terms = Visit.terms(api, corp, Optional.of(SECRET), Optional.of(Role.NONE), roles);
    api.asAdmin().put("/api/v1/providers/groups", terms).expect(200);
    var ines = roles("ines-1", "ines", List.of("admins", "bakers"));
    assertThat(ines.role()).isEqualTo(Role.OWNER);
    assertThat(ines.fleets()).isEqualTo(Map.of(berlin, Role.DEVELOPER));
    var later = roles("ines-1", "ines", List.of());
    assertThat(later.role()).isEqualTo(Role.NONE);
    assertThat(later.fleets()).isEqualTo(Map.<FleetName, Role>of());
    corp.person(Map.of("sub", "admin-1"));
    var visit = Visit.to(api, "groups");
    assertThat(visit.link(api.asAdmin()).expect(201).as(SignedIn.class).role())
        .isEqualTo(Role.OWNER);
    assertThat(api.database().audited("user.role")).contains("ines OWNER", "ines NONE");
  }

  private static UserView roles(String subject, String name, List<String> groups) {
    corp.person(Map.of("sub", subject, "preferred_username", name, "groups", groups));
    return Visit.to(api, "groups").signedIn().get("/api/v1/me").as(UserView.class);
  }

  @Test
  void a_state_opens_once_and_for_its_provider_alone() {
    comes("jo-1", "jo");
    var visit = Visit.to(api, "open");
    var back = Visit.agree(visit.begin());
    var elsewhere = URI.create(back.toString().replace("/open/", "/corp/"));
    assertThat(visit.arrive(elsewhere).toString()).endsWith("/#/sign-in/over");
    var ticket = Visit.ticketOf(visit.arrive(back));
    assertThat(visit.arrive(back).toString()).endsWith("/#/sign-in/over");
    visit.redeem(ticket).expect(201);
    assertThat(visit.redeem(ticket).expect(410).problem().code()).isEqualTo(ProblemCode.GONE);
    for (var query : new String[] {"code=x", "state=&code=x", "state=guess&code=x", ""}) {
      var nothing = URI.create(api.address() + "/api/v1/providers/open/callback?" + query);
      assertThat(visit.arrive(nothing).toString()).endsWith("/#/sign-in/over");
    }
  }

  @Test
  void a_ticket_opens_nothing_for_who_did_not_begin() {
    comes("kim-1", "kim");
    var victim = Visit.to(api, "open");
    var ticket = victim.ticket(victim.begin());
    var thief = Visit.to(api, "open");
    thief.redeem(ticket).expect(410);
    victim.redeem(ticket).expect(410);
  }

  @Test
  void a_code_of_another_sign_in_is_not_taken() {
    comes("lea-1", "lea");
    var attacker = Visit.agree(Visit.to(api, "open").begin());
    var visit = Visit.to(api, "open");
    var own = Visit.agree(visit.begin());
    var code = attacker.getRawQuery().replaceAll(".*code=([^&]+).*", "$1");
    var mixed = URI.create(own.toString().replaceAll("code=[^&]+", "code=" + code));
    assertThat(visit.redeem(Visit.ticketOf(visit.arrive(mixed))).expect(502).problem().message())
        .isEqualTo("could not sign in with Corp: it did not take the code (invalid_grant)");
  }

  @Test
  void each_step_may_be_on_another_node() {
    comes("nodes-1", "nodes");
    try (var other = api.onPort(0)) {
      other.start();
      var node = new Caller(URI.create("http://127.0.0.1:" + other.port()), Optional.empty());
      var visit = Visit.to(api, "open");
      var home = Visit.arrive(node, Visit.agree(visit.begin()));
      visit.redeem(Visit.ticketOf(home)).expect(201);
    }
  }

  @Test
  void a_program_is_sent_its_ticket_on_its_own_port_and_a_code_is_shown_on_the_page() {
    comes("prog-1", "prog");
    var visit = Visit.to(api, "open");
    var loopback =
        new NewProviderSignIn(
            visit.challenge(),
            Finish.LOOPBACK,
            Optional.of(45_678),
            Optional.empty(),
            Optional.empty());
    var home = visit.arrive(Visit.agree(visit.begin(loopback)));
    assertThat(home.toString()).startsWith("http://127.0.0.1:45678/?ticket=");
    visit.redeem(Secret.of(home.getRawQuery().substring("ticket=".length()))).expect(201);
    var code =
        new NewProviderSignIn(
            visit.challenge(), Finish.CODE, Optional.empty(), Optional.empty(), Optional.empty());
    var page = visit.arrive(Visit.agree(visit.begin(code)));
    assertThat(page.toString()).startsWith(api.address() + "/#/code/");
    visit.redeem(Visit.ticketOf(page)).expect(201);
  }

  @Test
  void secrets_are_not_stored_as_they_are_nor_told() {
    comes("olaf-1", "olaf");
    var visit = Visit.to(api, "open");
    var address = visit.begin();
    var state = address.getRawQuery().replaceAll(".*state=([^&]+).*", "$1");
    var nonce = address.getRawQuery().replaceAll(".*nonce=([^&]+).*", "$1");
    var ticket = visit.ticket(address);
    assertThat(api.database().everyRow("providers", "provider_sign_ins", "audit"))
        .contains("olaf-1")
        .doesNotContain(SECRET.reveal(), state, nonce, ticket.reveal(), visit.verifier().reveal());
    var view = api.asAdmin().get("/api/v1/providers/open").expect(200);
    assertThat(view.text()).contains("\"hasSecret\":true").doesNotContain("äöü");
    assertThat(api.anybody().get("/api/v1/providers").text()).doesNotContain("roles", "clientId");
  }

  @Test
  void what_is_over_opens_nothing_and_not_too_many_are_under_way() {
    var brief = Visit.to(api, "open");
    var back = Visit.agree(brief.begin());
    api.database().sql("update api.provider_sign_ins set expires_at = now()");
    assertThat(brief.arrive(back).toString()).endsWith("/#/sign-in/over");
    var visit = Visit.to(api, "open");
    for (var begun = 0; begun < 100; begun++) {
      visit.begin();
    }
    var wanted =
        new NewProviderSignIn(
            visit.challenge(), Finish.PAGE, Optional.empty(), Optional.empty(), Optional.empty());
    var refused = api.anybody().post("/api/v1/providers/open/sign-ins", wanted).expect(429);
    assertThat(refused.problem().message()).isEqualTo("too many sign-ins are under way");
    assertThat(refused.header("Retry-After")).isEqualTo("600");
    api.database().sql("delete from api.provider_sign_ins");
  }

  @Test
  void a_provider_that_is_removed_lets_nobody_in() {
    var terms = Visit.terms(api, corp, Optional.of(SECRET), Optional.of(Role.VIEWER));
    api.asAdmin().put("/api/v1/providers/gone", terms).expect(200);
    comes("pia-1", "pia");
    var visit = Visit.to(api, "gone");
    var ticket = visit.ticket(visit.begin());
    api.asAdmin().delete("/api/v1/providers/gone").expect(204);
    api.asAdmin().delete("/api/v1/providers/gone").expect(404);
    visit.redeem(ticket).expect(410);
    assertThat(api.database().audited("provider.remove")).contains("gone");
  }

  @Test
  void only_owners_manage_providers() {
    var dev = api.asNew("dev", Role.DEVELOPER);
    var terms = Visit.terms(api, corp, Optional.empty(), Optional.of(Role.OWNER));
    dev.put("/api/v1/providers/mine", terms).expect(403);
    dev.get("/api/v1/providers/open").expect(403);
    dev.delete("/api/v1/providers/open").expect(403);
  }

  private static Secret invite(Role role) {
    var wanted = new NewInvitation(role, Map.of(), Duration.ofHours(1));
    return api.asAdmin()
        .post("/api/v1/invitations", wanted)
        .expect(201)
        .as(Invitation.class)
        .code();
  }
}
