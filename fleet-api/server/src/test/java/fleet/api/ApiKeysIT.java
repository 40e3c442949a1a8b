package fleet.api;

import static fleet.contract.node.AccessAction.MANAGE;
import static fleet.contract.node.AccessAction.PUSH;
import static fleet.contract.node.AccessAction.VIEW;
import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.access.ApiKey;
import fleet.contract.access.NewApiKey;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.Secret;
import fleet.contract.identity.UserName;
import fleet.contract.node.AccessAction;
import fleet.contract.operator.NewFleet;
import fleet.contract.operator.NewSshKey;
import fleet.contract.operator.Role;
import fleet.contract.operator.SignIn;
import fleet.contract.operator.SshKeyView;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** API keys: what they open, and that none opens more than its person or its maker. */
class ApiKeysIT {
  private static final FleetName BERLIN = FleetName.parse("berlin");
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
  void a_key_does_what_it_is_made_for_and_nothing_else() {
    var ann = api.asNew("ann", Role.DEVELOPER);
    var made = make(ann, key("ci", VIEW));
    assertThat(made.key().reveal()).startsWith("fleetapi_");
    var reader = api.as(made.key());
    reader.get("/api/v1/fleets/berlin").expect(200);
    assertThat(
            reader
                .post("/api/v1/fleets", new NewFleet(FleetName.parse("rome")))
                .expect(403)
                .problem()
                .message())
        .isEqualTo("this API key is not made for pushing releases and adding devices");
    reader.post("/api/v1/api-keys", key("another", VIEW)).expect(403);
    reader.delete("/api/v1/api-keys/" + made.about().id()).expect(403);
    reader.post("/api/v1/keys", new NewSshKey("mine", "ssh-ed25519 AAAA")).expect(403);
    reader.call("POST", "/api/v1/logout").expect(204);
    reader.get("/api/v1/me").expect(200);
  }

  @Test
  void a_key_for_single_fleets_sees_no_other_and_not_the_installation() {
    var admin = api.asAdmin();
    var all = Set.of(AccessAction.values());
    var wanted = new NewApiKey("berlin", all, Optional.of(Set.of(BERLIN)), Optional.empty());
    var inBerlin = api.as(make(admin, wanted).key());
    inBerlin.get("/api/v1/fleets/berlin").expect(200);
    inBerlin.get("/api/v1/fleets/berlin/people").expect(200);
    inBerlin.get("/api/v1/fleets/paris").expect(404);
    assertThat(inBerlin.get("/api/v1/fleets").text()).contains("berlin").doesNotContain("paris");
    inBerlin.get("/api/v1/users").expect(403);
    inBerlin.post("/api/v1/api-keys", key("wider", VIEW)).expect(403);
    inBerlin.post("/api/v1/keys", new NewSshKey("mine", "ssh-ed25519 AAAA")).expect(403);
  }

  @Test
  void a_key_makes_no_key_that_may_more_or_longer() {
    var admin = api.asAdmin();
    var limited =
        new NewApiKey(
            "limited", Set.of(MANAGE, VIEW), Optional.empty(), Optional.of(Duration.ofHours(1)));
    var maker = api.as(make(admin, limited).key());
    maker.post("/api/v1/api-keys", key("stronger", MANAGE, PUSH)).expect(403);
    maker.post("/api/v1/api-keys", key("endless", VIEW)).expect(403);
    var longer =
        new NewApiKey("longer", Set.of(VIEW), Optional.empty(), Optional.of(Duration.ofHours(2)));
    maker.post("/api/v1/api-keys", longer).expect(403);
    var lesser =
        new NewApiKey(
            "lesser",
            Set.of(VIEW),
            Optional.of(Set.of(BERLIN)),
            Optional.of(Duration.ofMinutes(5)));
    var small = api.as(make(maker, lesser).key());
    small.get("/api/v1/fleets/berlin").expect(200);
    small.get("/api/v1/fleets/paris").expect(404);
  }

  @Test
  void a_key_gives_nothing_that_its_person_does_not_have() {
    var vera = api.asNew("vera", Role.VIEWER);
    var strong = api.as(make(vera, key("strong", AccessAction.values())).key());
    strong.post("/api/v1/fleets", new NewFleet(FleetName.parse("rome"))).expect(403);
    strong.get("/api/v1/users").expect(403);
  }

  @Test
  void keys_are_listed_without_the_key_and_with_their_last_use() {
    var bob = api.asNew("bob", Role.VIEWER);
    var made = make(bob, key("list me", VIEW));
    assertThat(bob.get("/api/v1/api-keys").text())
        .contains("list me")
        .doesNotContain(made.key().reveal(), "lastUsedAt\":\"2");
    api.as(made.key()).get("/api/v1/me").expect(200);
    assertThat(bob.get("/api/v1/api-keys").text()).contains("lastUsedAt\":\"2");
    assertThat(api.asAdmin().get("/api/v1/api-keys").text()).doesNotContain("list me");
    api.asAdmin().delete("/api/v1/api-keys/" + made.about().id()).expect(404);
  }

  @Test
  void a_key_is_over_when_it_is_removed_or_its_person_is_disabled() {
    var carl = api.asNew("carl", Role.VIEWER);
    var first = make(carl, key("first", VIEW));
    var second = make(carl, key("second", VIEW));
    carl.delete("/api/v1/api-keys/" + first.about().id()).expect(204);
    api.as(first.key()).get("/api/v1/me").expect(401);
    api.as(second.key()).get("/api/v1/me").expect(200);
    api.asAdmin().patchRaw("/api/v1/users/carl", "{\"disabled\":true}").expect(200);
    api.as(second.key()).get("/api/v1/me").expect(401);
  }

  @Test
  void an_owner_sees_and_removes_somebodys_keys_and_nobody_else_does() {
    var gina = api.asNew("gina", Role.DEVELOPER);
    var leaked = make(gina, key("leaked", VIEW));
    var route = "/api/v1/api-keys/%s?user=gina".formatted(leaked.about().id());
    var hugo = api.asNew("hugo", Role.DEVELOPER);
    hugo.get("/api/v1/api-keys?user=gina").expect(403);
    hugo.delete(route).expect(403);
    hugo.delete("/api/v1/api-keys/" + leaked.about().id()).expect(404);
    var admin = api.asAdmin();
    var viewer = api.as(make(admin, key("viewer", VIEW)).key());
    viewer.get("/api/v1/api-keys?user=gina").expect(403);
    api.as(leaked.key()).get("/api/v1/me").expect(200);

    assertThat(admin.get("/api/v1/api-keys?user=gina").expect(200).text()).contains("leaked");
    admin.delete(route).expect(204);
    api.as(leaked.key()).get("/api/v1/me").expect(401);
    gina.get("/api/v1/me").expect(200);
    assertThat(admin.delete(route).expect(404).problem().message())
        .isEqualTo("gina has no such API key");
    assertThat(admin.get("/api/v1/audit?action=api-key.remove&subject=gina").text())
        .contains("api-key.remove", "\"who\":\"admin\"");
  }

  @Test
  void an_owner_sees_and_removes_somebodys_ssh_keys_and_nobody_else_does() {
    var ivan = api.asNew("ivan", Role.DEVELOPER);
    var line = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIF0n2Hh8Wn3E4a5xVdC1v7bJ9Kq0mT6rYzPZsLw8QeUi";
    var key = ivan.post("/api/v1/keys", new NewSshKey("lost", line)).expect(201);
    var fingerprint = key.as(SshKeyView.class).fingerprint().replace("/", "%2F");
    var route = "/api/v1/keys/%s?user=ivan".formatted(fingerprint.replace("+", "%2B"));
    var jana = api.asNew("jana", Role.DEVELOPER);
    jana.get("/api/v1/keys?user=ivan").expect(403);
    jana.delete(route).expect(403);
    assertThat(ivan.get("/api/v1/keys").text()).contains("lost");

    assertThat(api.asAdmin().get("/api/v1/keys?user=ivan").expect(200).text()).contains("lost");
    api.asAdmin().delete(route).expect(204);
    assertThat(ivan.get("/api/v1/keys").text()).doesNotContain("lost");
    assertThat(api.asAdmin().delete(route).expect(404).problem().message())
        .isEqualTo("ivan has no such key");
  }

  @Test
  void a_key_is_over_when_its_time_is() {
    var dora = api.asNew("dora", Role.VIEWER);
    var brief =
        new NewApiKey("brief", Set.of(VIEW), Optional.empty(), Optional.of(Duration.ofDays(1)));
    var made = api.as(make(dora, brief).key());
    made.get("/api/v1/me").expect(200);
    api.database().sql("update api.api_keys set expires_at = now() where name = 'brief'");
    made.get("/api/v1/me").expect(401);
  }

  @Test
  void a_key_is_a_password_for_docker_but_not_for_signing_in() {
    var eve = api.asNew("eve", Role.DEVELOPER);
    var made = make(eve, key("docker", VIEW, PUSH));
    docker("eve", made.key()).expect(200);
    docker("ann", made.key()).expect(401);
    docker("eve", Secret.of("fleetapi_nothing")).expect(401);
    var signIn = new SignIn(UserName.parse("eve"), made.key());
    api.anybody().post("/api/v1/login", signIn).expect(401);
  }

  @Test
  void a_key_of_the_other_kind_is_told_so() {
    var provisioning = api.newKey(api.newFleet("graz"), 1).key();
    var asPerson = api.as(provisioning).get("/api/v1/me").expect(401);
    assertThat(asPerson.problem().message()).contains("this is a provisioning key");
    var made = make(api.asNew("fay", Role.DEVELOPER), key("ci", VIEW)).key();
    var asDevice = new TestDevice(api).tryRegister(made, Optional.empty()).expect(401);
    assertThat(asDevice.problem().message()).contains("this is an API key");
  }

  @Test
  void a_key_that_is_for_nothing_or_nobody_or_nowhere_is_not_made() {
    for (var body :
        new String[] {
          "{\"name\":\"x\",\"actions\":[]}",
          "{\"name\":\" \",\"actions\":[\"VIEW\"]}",
          "{\"name\":\"x\",\"actions\":[\"FLY\"]}",
          "{\"name\":\"x\",\"actions\":[\"VIEW\"],\"fleets\":[]}",
          "{\"name\":\"x\",\"actions\":[\"VIEW\"],\"validFor\":\"PT0S\"}"
        }) {
      var bytes = body.getBytes(StandardCharsets.UTF_8);
      api.asAdmin().postRaw("/api/v1/api-keys", bytes).expect(400);
    }
  }

  private static Caller.Reply docker(String user, Secret password) {
    var text = user + ":" + password.reveal();
    var basic = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    var caller = api.anybody();
    return caller.send(
        caller
            .request("/registry/token?scope=repository:berlin/web:pull")
            .header("Authorization", "Basic " + basic)
            .GET());
  }

  private static NewApiKey key(String name, AccessAction... actions) {
    return new NewApiKey(name, Set.of(actions), Optional.empty(), Optional.empty());
  }

  private static ApiKey make(Caller by, NewApiKey wanted) {
    return by.post("/api/v1/api-keys", wanted).expect(201).as(ApiKey.class);
  }
}
