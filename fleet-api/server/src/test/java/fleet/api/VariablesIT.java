package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fleet.contract.Json;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.Secret;
import fleet.contract.identity.ServiceName;
import fleet.contract.operator.NewVariable;
import fleet.contract.operator.Role;
import fleet.contract.operator.VariableEdit;
import fleet.contract.variable.VariableName;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Variables over HTTP, on a real database. */
class VariablesIT {
  private static final String SECRET = "correct-horse-battery";
  private static RunningApi api;
  private static Caller developer;
  private static Caller viewer;

  @BeforeAll
  static void start() {
    api = RunningApi.alone();
    developer = api.asNew("dora", Role.DEVELOPER);
    viewer = api.asNew("vera", Role.VIEWER);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static String fleet(String name) {
    return "/api/v1/fleets/" + api.newFleet(name) + "/variables";
  }

  private static String device(String name, String fleet) {
    TestDevice.register(api, api.newKey(FleetName.parse(fleet), 1).key(), name);
    return "/api/v1/devices/" + name + "/variables";
  }

  private static Caller.Reply patch(Caller caller, String path, Object body) {
    return caller.send(
        caller.request(path).method("PATCH", BodyPublishers.ofByteArray(Json.writeBytes(body))));
  }

  private static void edit(String path, VariableEdit edit) {
    patch(developer, path, edit).expect(204);
  }

  private static VariableEdit set(String service, String name, String value, boolean secret) {
    var variable = new NewVariable(VariableName.parse(name), Secret.of(value), secret);
    return new VariableEdit(service(service), List.of(variable), List.of());
  }

  private static VariableEdit remove(String service, String name) {
    return new VariableEdit(service(service), List.of(), List.of(VariableName.parse(name)));
  }

  private static Optional<ServiceName> service(String name) {
    return Optional.of(name).filter(text -> !text.isEmpty()).map(ServiceName::parse);
  }

  /** The items of a list, each as {@code FIELD FIELD}; what is absent as a dash. */
  private static Stream<String> items(String path, String... fields) {
    var page = tree(viewer.get(path).expect(200).text());
    return Stream.of(page.get("items"))
        .flatMap(items -> items.valueStream())
        .map(item ->
            Stream.of(fields)
                .map(field -> item.has(field) ? text(item.get(field)) : "-")
                .reduce((one, other) -> one + " " + other)
                .orElseThrow());
  }

  private static JsonNode tree(String text) {
    return Json.read(text, JsonNode.class);
  }

  private static String text(JsonNode node) {
    return node.isTextual() ? node.textValue() : node.toString();
  }

  @Test
  void a_device_is_given_the_last_level_and_told_what_it_hides() {
    var fleet = fleet("levels");
    var device = device("levels-pi", "levels");
    edit(fleet, set("", "COLOUR", "blue", false));
    edit(fleet, set("web", "COLOUR", "green", false));
    edit(device, set("", "COLOUR", "red", false));
    edit(device, set("web", "SIZE", "9", false));

    assertThat(items(fleet, "level", "service", "name", "value"))
        .containsExactly("FLEET - COLOUR blue", "SERVICE web COLOUR green");
    assertThat(items(device + "/effective", "level", "service", "name", "value", "hides"))
        .containsExactly(
            "DEVICE - COLOUR red [\"FLEET\",\"SERVICE\"]", "DEVICE_SERVICE web SIZE 9 []");
  }

  @Test
  void a_secret_is_never_given_back_and_not_in_the_database() {
    var fleet = fleet("vault");
    edit(fleet, set("", "PASSWORD", SECRET, true));
    edit(fleet, set("", "PASSWORD", SECRET + "2", true));
    for (var path : List.of("", "/history", "/diff")) {
      assertThat(viewer.get(fleet + path).expect(200).text())
          .contains("PASSWORD", "\"secret\":true")
          .doesNotContain(SECRET);
    }
    var stored = api.database().everyRow("variable_changes", "audit", "events");
    assertThat(stored)
        .contains("PASSWORD")
        .doesNotContain(SECRET)
        .doesNotContain(
            Base64.getEncoder()
                .withoutPadding()
                .encodeToString(SECRET.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void history_tells_who_and_what_and_a_value_that_stays_is_no_change() {
    var fleet = fleet("annals");
    edit(fleet, set("", "COLOUR", "blue", false));
    edit(fleet, set("", "COLOUR", "blue", false));
    edit(fleet, set("", "COLOUR", "red", false));
    edit(fleet, remove("", "COLOUR"));
    assertThat(items(fleet + "/history", "by", "name", "before", "after", "removed"))
        .containsExactly(
            "dora COLOUR red - true", "dora COLOUR blue red false", "dora COLOUR - blue false");
    var first = viewer.get(fleet + "/history?limit=1").expect(200).text();
    var next = tree(first).get("next").textValue();
    assertThat(items(fleet + "/history?limit=1&after=" + next, "after")).containsExactly("red");
    assertThat(items(fleet + "/diff", "name")).isEmpty();
  }

  @Test
  void a_secret_that_is_shown_from_now_on_was_still_secret_before() {
    var fleet = fleet("open");
    edit(fleet, set("", "TOKEN", SECRET, true));
    edit(fleet, set("", "TOKEN", "public", false));
    assertThat(items(fleet + "/history", "secret", "before", "after"))
        .containsExactly("true - -", "true - -");
  }

  @Test
  void a_difference_lies_between_two_moments() {
    var fleet = fleet("times");
    edit(fleet, set("", "COLOUR", "blue", false));
    edit(fleet, set("", "SIZE", "9", false));
    var text = viewer.get(fleet + "/history?limit=1").text();
    var between = tree(text).get("items").get(0).get("at").textValue();
    edit(fleet, set("", "COLOUR", "red", false));
    assertThat(items(fleet + "/diff?from=" + between, "name", "before", "after"))
        .containsExactly("COLOUR blue red");
    assertThat(items(fleet + "/diff?to=" + between, "name", "before", "after"))
        .containsExactly("COLOUR - blue", "SIZE - 9");
    viewer.get(fleet + "/diff?from=yesterday").expect(400);
  }

  @Test
  void an_edit_is_made_whole_or_not_at_all() {
    var fleet = fleet("whole");
    var colour = new NewVariable(VariableName.parse("COLOUR"), Secret.of("blue"), false);
    var missing = List.of(VariableName.parse("NOTHING"));
    var edit = new VariableEdit(Optional.empty(), List.of(colour), missing);
    patch(developer, fleet, edit).expect(404);
    assertThat(items(fleet, "name")).isEmpty();
  }

  @Test
  void a_viewer_changes_nothing() {
    var fleet = fleet("closed");
    var device = device("closed-pi", "closed");
    patch(viewer, fleet, set("", "COLOUR", "blue", false)).expect(403);
    patch(viewer, device, set("", "COLOUR", "blue", false)).expect(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"set\":[],\"remove\":[]}",
        "{\"set\":[{\"name\":\"FLEET_ID\",\"value\":\"x\",\"secret\":false}],\"remove\":[]}",
        "{\"set\":[{\"name\":\"A=B\",\"value\":\"x\",\"secret\":false}],\"remove\":[]}",
        "{\"set\":[{\"name\":\"A\",\"value\":\"\\u0000\",\"secret\":true}],\"remove\":[]}",
        "{\"set\":[{\"name\":\"A\",\"value\":\"x\",\"secret\":true}],\"remove\":[\"A\"]}"
      })
  void what_is_no_variable_is_refused(String body) {
    patch(developer, "/api/v1/fleets/" + shared() + "/variables", tree(body)).expect(400);
  }

  private static String shared() {
    var name = "refused";
    if (viewer.get("/api/v1/fleets/" + name).status() == 404) {
      api.newFleet(name);
    }
    return name;
  }
}
