package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.access.Explanation;
import fleet.contract.access.FleetPerson;
import fleet.contract.access.PasswordChange;
import fleet.contract.access.PasswordReset;
import fleet.contract.access.RoleGrant;
import fleet.contract.access.UserChange;
import fleet.contract.identity.Secret;
import fleet.contract.identity.UserName;
import fleet.contract.operator.Role;
import fleet.contract.operator.SignIn;
import fleet.contract.operator.SignedIn;
import fleet.contract.operator.UserView;
import fleet.contract.problem.ProblemCode;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** People, their roles and passwords, and who decides about them. */
class AccountsIT {
  private static RunningApi api;

  @BeforeAll
  static void start() {
    api = RunningApi.alone();
    api.newFleet("berlin");
    api.newFleet("paris");
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void a_role_in_one_fleet_opens_that_fleet_and_no_other() {
    var ann = api.asNew("ann", Role.NONE);
    ann.get("/api/v1/fleets/berlin").expect(404);
    var given = grant("berlin", "ann", Role.DEVELOPER).expect(200).as(FleetPerson.class);
    assertThat(given.role()).isEqualTo(Role.DEVELOPER);
    assertThat(given.installation()).isEqualTo(Role.NONE);
    ann.get("/api/v1/fleets/berlin").expect(200);
    ann.get("/api/v1/fleets/paris").expect(404);
    assertThat(ann.get("/api/v1/me").as(UserView.class).fleets())
        .containsExactlyEntriesOf(Map.of(given.fleet(), Role.DEVELOPER));
    assertThat(api.asAdmin().get("/api/v1/fleets/berlin/people").text())
        .contains("\"ann\"", "\"admin\"");
    api.asAdmin().delete("/api/v1/fleets/berlin/people/ann").expect(204);
    ann.get("/api/v1/fleets/berlin").expect(404);
    api.asAdmin().delete("/api/v1/fleets/berlin/people/ann").expect(404);
  }

  @Test
  void an_owner_of_a_fleet_decides_about_its_people_and_about_nobody_elses() {
    var bob = api.asNew("bob", Role.NONE);
    api.asNew("carl", Role.NONE);
    grant("berlin", "bob", Role.OWNER).expect(200);
    bob.put("/api/v1/fleets/berlin/people/carl", new RoleGrant(Role.VIEWER)).expect(200);
    bob.put("/api/v1/fleets/paris/people/carl", new RoleGrant(Role.VIEWER)).expect(404);
    bob.patch("/api/v1/users/carl", role(Role.OWNER)).expect(403);
    bob.delete("/api/v1/users/carl").expect(403);
    bob.put("/api/v1/users/carl/password", new PasswordReset(Secret.of("another one"))).expect(403);
    bob.get("/api/v1/users").expect(403);
  }

  @Test
  void a_role_is_given_to_people_and_fleets_that_are_there_and_says_something() {
    assertThat(grant("berlin", "nobody-here", Role.VIEWER).expect(404).problem().message())
        .isEqualTo("there is no user 'nobody-here'");
    grant("nowhere", "admin", Role.VIEWER).expect(404);
    var none = "{\"role\":\"NONE\"}";
    api.asAdmin().putRaw("/api/v1/fleets/berlin/people/admin", none).expect(400);
  }

  @Test
  void a_developer_may_not_give_roles() {
    var dev = api.asNew("dev", Role.DEVELOPER);
    dev.put("/api/v1/fleets/berlin/people/dev", new RoleGrant(Role.OWNER)).expect(403);
    dev.get("/api/v1/fleets/berlin/people").expect(403);
    dev.patch("/api/v1/users/dev", role(Role.OWNER)).expect(403);
  }

  @Test
  void the_last_owner_stays() {
    var admin = api.asAdmin();
    for (var refused :
        new Caller.Reply[] {
          admin.delete("/api/v1/users/admin"),
          admin.patch("/api/v1/users/admin", role(Role.VIEWER)),
          admin.patch("/api/v1/users/admin", disabled(true))
        }) {
      assertThat(refused.problem().message())
          .isEqualTo("admin is the last owner of the installation");
      assertThat(refused.problem().code()).isEqualTo(ProblemCode.CONFLICT);
    }
    var second = api.asNew("second", Role.OWNER);
    second.patch("/api/v1/users/second", role(Role.VIEWER)).expect(200);
    admin.patch("/api/v1/users/second", role(Role.OWNER)).expect(200);
    admin.patch("/api/v1/users/second", disabled(true)).expect(200);
    admin.delete("/api/v1/users/admin").expect(409);
  }

  @Test
  void whoever_is_disabled_is_nobody_until_they_are_enabled() {
    var eve = api.asNew("eve", Role.DEVELOPER);
    assertThat(
            api.asAdmin().patch("/api/v1/users/eve", disabled(true)).as(UserView.class).disabled())
        .isTrue();
    eve.get("/api/v1/me").expect(401);
    signIn("eve", "correct horse eve").expect(401);
    api.asAdmin().patch("/api/v1/users/eve", disabled(false)).expect(200);
    eve.get("/api/v1/me").expect(401);
    signIn("eve", "correct horse eve").expect(200);
  }

  @Test
  void whoever_is_removed_is_nobody_at_once_and_the_name_is_free() {
    var fay = api.asNew("fay", Role.VIEWER);
    api.asAdmin().delete("/api/v1/users/fay").expect(204);
    fay.get("/api/v1/me").expect(401);
    api.asAdmin().delete("/api/v1/users/fay").expect(404);
    api.asNew("fay", Role.VIEWER).get("/api/v1/me").expect(200);
  }

  @Test
  void changing_ones_password_asks_for_the_old_one_and_ends_the_other_sign_ins() {
    var gil = api.asNew("gil", Role.VIEWER);
    var other = api.as(signIn("gil", "correct horse gil").as(SignedIn.class).token());
    var wrong = new PasswordChange(Secret.of("wrong horse"), Secret.of("battery staple"));
    gil.put("/api/v1/me/password", wrong).expect(403);
    var weak = new PasswordChange(Secret.of("correct horse gil"), Secret.of("short"));
    gil.put("/api/v1/me/password", weak).expect(400);
    var right = new PasswordChange(Secret.of("correct horse gil"), Secret.of("battery staple"));
    gil.put("/api/v1/me/password", right).expect(204);
    gil.get("/api/v1/me").expect(200);
    other.get("/api/v1/me").expect(401);
    signIn("gil", "correct horse gil").expect(401);
    signIn("gil", "battery staple").expect(200);
  }

  @Test
  void an_owners_reset_ends_every_sign_in() {
    var hal = api.asNew("hal", Role.VIEWER);
    var reset = new PasswordReset(Secret.of("battery staple"));
    api.asAdmin().put("/api/v1/users/hal/password", reset).expect(204);
    hal.get("/api/v1/me").expect(401);
    signIn("hal", "battery staple").expect(200);
    api.asAdmin().put("/api/v1/users/nobody-here/password", reset).expect(404);
  }

  @Test
  void somebody_is_told_why_they_may_or_not() {
    var ian = api.asNew("ian", Role.VIEWER);
    grant("berlin", "ian", Role.DEVELOPER).expect(200);
    var may = explain(ian, "ian", "push", "berlin").as(Explanation.class);
    assertThat(may.allowed()).isTrue();
    assertThat(may.reason()).isEqualTo("ian is a developer of berlin");
    assertThat(may.sources())
        .extracting(Explanation.Source::role)
        .containsExactly(Role.VIEWER, Role.DEVELOPER);
    var mayNot = explain(ian, "ian", "open-session", "paris").as(Explanation.class);
    assertThat(mayNot.allowed()).isFalse();
    assertThat(mayNot.reason()).startsWith("ian is a viewer, and ");
    api.asAdmin().patch("/api/v1/users/ian", disabled(true)).expect(200);
    assertThat(explain(api.asAdmin(), "ian", "VIEW", "berlin").as(Explanation.class).reason())
        .isEqualTo("ian is disabled");
  }

  @Test
  void only_owners_are_told_about_somebody_else() {
    var jon = api.asNew("jon", Role.DEVELOPER);
    explain(jon, "admin", "push", "berlin").expect(403);
    grant("berlin", "jon", Role.OWNER).expect(200);
    explain(jon, "admin", "push", "berlin").expect(200);
    explain(jon, "admin", "push", "paris").expect(403);
    jon.get("/api/v1/access/explain?user=admin&action=push").expect(403);
    explain(api.asAdmin(), "nobody-here", "push", "paris").expect(404);
    explain(api.asAdmin(), "jon", "push", "nowhere").expect(404);
    explain(api.asAdmin(), "jon", "fly", "paris").expect(400);
  }

  private static Caller.Reply explain(Caller asks, String user, String action, String fleet) {
    return asks.get(
        "/api/v1/access/explain?user=%s&action=%s&fleet=%s".formatted(user, action, fleet));
  }

  private static Caller.Reply grant(String fleet, String user, Role role) {
    return api.asAdmin()
        .put("/api/v1/fleets/%s/people/%s".formatted(fleet, user), new RoleGrant(role));
  }

  private static Caller.Reply signIn(String name, String password) {
    return api.anybody()
        .post("/api/v1/login", new SignIn(UserName.parse(name), Secret.of(password)));
  }

  private static UserChange role(Role role) {
    return new UserChange(Optional.of(role), Optional.empty());
  }

  private static UserChange disabled(boolean disabled) {
    return new UserChange(Optional.empty(), Optional.of(disabled));
  }
}
