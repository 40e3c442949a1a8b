package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.device.ChallengeRequest;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.Secret;
import fleet.contract.operator.NewFleet;
import fleet.contract.operator.NewProvisioningKey;
import fleet.contract.operator.Role;
import fleet.contract.operator.SignIn;
import fleet.contract.operator.UserView;
import fleet.contract.problem.ProblemCode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may call what, and what everybody else is told. */
class RoutesIT {
  private static final String ID = "00000000-0000-4000-8000-000000000000";
  private static RunningApi api;
  private static Caller viewer;

  @BeforeAll
  static void start() {
    api = RunningApi.alone();
    viewer = api.asNew("vera", Role.VIEWER);
    var berlin = api.newFleet("berlin");
    new TestDevice(api).register(api.newKey(berlin, 1).key(), "kitchen");
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void a_token_for_the_registry_is_for_those_who_show_who_they_are() {
    var problem = api.anybody().get("/registry/token").expect(401).problem();
    assertThat(problem.code()).isEqualTo(ProblemCode.UNAUTHENTICATED);
    api.as(Secret.of("garbage")).get("/registry/token").expect(401);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /api/v1/fleets/berlin/builds, a developer",
    "POST, /api/v1/fleets/berlin/provisioning-keys, a developer",
    "POST, /api/v1/devices/kitchen/sessions, an operator",
    "POST, /api/v1/users, an owner",
    "DELETE, /api/v1/fleets/berlin, an owner"
  })
  void a_viewer_is_refused_with_one_sentence_and_a_hint(String method, String path, String least) {
    var problem = viewer.call(method, path).expect(403).problem();
    assertThat(problem.message()).startsWith("vera is a viewer, and ").endsWith("takes " + least);
    assertThat(problem.hint()).isNotBlank();
  }

  @Test
  void a_viewer_sees_fleets_and_devices() {
    viewer.get("/api/v1/fleets").expect(200);
    viewer.get("/api/v1/fleets/berlin").expect(200);
    viewer.get("/api/v1/devices?fleet=berlin").expect(200);
    assertThat(viewer.get("/api/v1/me").as(UserView.class).role()).isEqualTo(Role.VIEWER);
  }

  @Test
  void a_token_is_over_when_its_person_signed_out() {
    var caller = api.asNew("gone", Role.VIEWER);
    caller.call("POST", "/api/v1/logout").expect(204);
    caller.get("/api/v1/me").expect(401);
  }

  @Test
  void name_and_password_must_fit() {
    var wrong = new SignIn(api.admin().user(), viewer.token().orElseThrow());
    assertThat(api.anybody().post("/api/v1/login", wrong).expect(401).problem().message())
        .isEqualTo("name and password do not fit");
  }

  @Test
  void an_unknown_route_a_wrong_method_and_an_unknown_thing_each_have_their_problem() {
    assertThat(code(api.asAdmin().get("/api/v1/nothing"))).isEqualTo(ProblemCode.NOT_FOUND);
    assertThat(code(api.asAdmin().call("PUT", "/api/v1/fleets")))
        .isEqualTo(ProblemCode.METHOD_NOT_ALLOWED);
    var missing = api.asAdmin().get("/api/v1/fleets/nowhere").expect(404).problem();
    assertThat(missing.message()).isEqualTo("there is no fleet 'nowhere'");
    assertThat(missing.hint()).isEqualTo("fleet list shows them");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"name\":", "[]", "null", "{}", "{\"name\":7.5e}", "{\"name\":\"Not A Name\"}"})
  void a_body_that_cannot_be_read_is_told_so(String body) {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    var problem = api.asAdmin().postRaw("/api/v1/fleets", bytes).expect(400).problem();
    assertThat(problem.code()).isEqualTo(ProblemCode.INVALID_REQUEST);
    assertThat(problem.message()).isNotBlank();
  }

  @Test
  void a_body_beyond_the_limit_is_too_large() {
    var problem = api.asAdmin().postRaw("/api/v1/fleets", new byte[100_000]).expect(413).problem();
    assertThat(problem.code()).isEqualTo(ProblemCode.TOO_LARGE);
  }

  @Test
  void a_second_fleet_of_that_name_is_a_conflict_and_library_is_reserved() {
    assertThat(code(create("berlin"))).isEqualTo(ProblemCode.CONFLICT);
    assertThat(code(create("library"))).isEqualTo(ProblemCode.INVALID_REQUEST);
  }

  @Test
  void lists_come_in_parts() {
    api.newFleet("part-a");
    api.newFleet("part-b");
    var first = api.asAdmin().get("/api/v1/fleets?limit=1&after=part").expect(200).text();
    assertThat(first).contains("\"part-a\"", "\"next\":\"part-a\"").doesNotContain("part-b");
    var second = api.asAdmin().get("/api/v1/fleets?limit=1&after=part-a").expect(200).text();
    assertThat(second).contains("\"part-b\"").doesNotContain("\"next\"");
  }

  @Test
  void a_provisioning_key_comes_with_its_install_line() {
    var key = api.newKey(FleetName.parse("berlin"), 3);
    assertThat(key.install())
        .isEqualTo(
            "curl -fsSL http://127.0.0.1:%d/install | FLEET_PROVISIONING_KEY=%s sh"
                .formatted(api.server().port(), key.key().reveal()));
    var zero = new NewProvisioningKey(0, Duration.ofHours(1));
    api.asAdmin().post("/api/v1/fleets/berlin/provisioning-keys", zero).expect(400);
  }

  @Test
  void a_challenge_is_given_for_any_device_and_tells_nothing() {
    api.anybody()
        .post("/device/v1/challenge", new ChallengeRequest(DeviceId.parse(ID)))
        .expect(200);
  }

  @Test
  void health_names_the_parts_that_do_not_answer() {
    var problem = api.anybody().get("/api/v1/health").expect(503).problem();
    assertThat(problem.detail())
        .containsEntry("database", "ok")
        .containsEntry("builder", "does not answer");
  }

  @Test
  void the_first_page_is_served_without_a_token() {
    assertThat(api.anybody().get("/").expect(200).text()).containsIgnoringCase("<!doctype html>");
  }

  private static Caller.Reply create(String name) {
    return api.asAdmin().post("/api/v1/fleets", new NewFleet(FleetName.parse(name)));
  }

  private static ProblemCode code(Caller.Reply reply) {
    return reply.problem().code();
  }
}
