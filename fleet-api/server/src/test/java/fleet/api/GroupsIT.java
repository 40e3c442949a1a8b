package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.GroupName;
import fleet.contract.operator.DeviceView;
import fleet.contract.operator.GroupEdit;
import fleet.contract.operator.GroupView;
import fleet.contract.operator.NewGroup;
import fleet.contract.operator.Page;
import fleet.contract.operator.Role;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Groups of devices that have a name. */
class GroupsIT {
  private static final TypeReference<Page<DeviceView>> DEVICES = new TypeReference<>() {};
  private static final TypeReference<Page<GroupView>> GROUPS = new TypeReference<>() {};
  private static final FleetName BERLIN = FleetName.parse("berlin");
  private static final String TOO_DEEP = "groups name groups 4 deep at most";
  private static RunningApi api;

  @BeforeAll
  static void start() {
    api = RunningApi.alone();
    var berlin = api.newKey(api.newFleet("berlin"), 2).key();
    var attic = api.newKey(api.newFleet("attic"), 2).key();
    for (var name : List.of("oven-1", "oven-2")) {
      var _ = TestDevice.register(api, berlin, name);
    }
    for (var name : List.of("oven-3", "lamp")) {
      var _ = TestDevice.register(api, attic, name);
    }
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static NewGroup meaning(String name, Optional<FleetName> fleet, String where) {
    return new NewGroup(GroupName.parse(name), fleet, Optional.of(where), Optional.empty());
  }

  private static NewGroup of(String name, Optional<FleetName> fleet, String... devices) {
    var members = Optional.of(List.of(devices));
    return new NewGroup(GroupName.parse(name), fleet, Optional.empty(), members);
  }

  private static Caller.Reply add(NewGroup group) {
    return api.asAdmin().post("/api/v1/groups", group);
  }

  private static Caller.Reply edit(String group, GroupEdit edit) {
    return api.asAdmin().patch("/api/v1/groups/" + group, edit);
  }

  private static GroupEdit query(String where) {
    return new GroupEdit(Optional.of(where), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static GroupEdit members(List<String> add, List<String> remove) {
    return new GroupEdit(
        Optional.empty(),
        Optional.of(add).filter(some -> !some.isEmpty()),
        Optional.of(remove).filter(some -> !some.isEmpty()),
        Optional.empty());
  }

  private static GroupEdit note(String text) {
    return new GroupEdit(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(text));
  }

  private static Caller.Reply devices(Caller caller, String query) {
    var where = URLEncoder.encode(query, StandardCharsets.UTF_8);
    return caller.get("/api/v1/devices?where=" + where);
  }

  private static List<String> names(String query) {
    var where = URLEncoder.encode(query, StandardCharsets.UTF_8);
    return api.asAdmin().json().get("/api/v1/devices?where=" + where, DEVICES).items().stream()
        .map(device -> device.name().toString())
        .toList();
  }

  @Test
  void a_dynamic_group_means_what_its_query_means_now() {
    add(meaning("ovens", Optional.empty(), "name like oven-*")).expect(201);
    assertThat(names("group = ovens")).containsExactly("oven-3", "oven-1", "oven-2");
    assertThat(names("group != ovens")).containsExactly("lamp");
    assertThat(names("group = ovens and fleet = berlin")).containsExactly("oven-1", "oven-2");
  }

  @Test
  void a_groups_fleet_narrows_it() {
    add(meaning("home-ovens", Optional.of(BERLIN), "name like *")).expect(201);
    assertThat(names("group = home-ovens")).containsExactly("oven-1", "oven-2");
    add(of("far", Optional.of(BERLIN), "lamp")).expect(409);
  }

  @Test
  void a_static_group_has_its_devices_and_groups_can_name_groups() {
    add(of("some", Optional.empty(), "lamp", "oven-2")).expect(201);
    add(meaning("others", Optional.empty(), "not group = some")).expect(201);
    assertThat(names("group = some")).containsExactly("lamp", "oven-2");
    assertThat(names("group = others")).containsExactly("oven-3", "oven-1");
  }

  @Test
  void groups_do_not_name_each_other_for_ever() {
    add(meaning("deep-0", Optional.empty(), "name = lamp")).expect(201);
    for (var depth = 1; depth < 4; depth++) {
      var inner = "group = deep-" + (depth - 1);
      add(meaning("deep-" + depth, Optional.empty(), inner)).expect(201);
    }
    assertThat(names("group = deep-3")).containsExactly("lamp");
    var deeper = meaning("deep-4", Optional.empty(), "group = deep-3");
    assertThat(add(deeper).expect(400).problem().message()).isEqualTo(TOO_DEEP);
    edit("deep-0", query("group = deep-3")).expect(400);
    edit("deep-0", query("group = deep-0")).expect(400);
    add(meaning("flat", Optional.empty(), "name = lamp")).expect(201);
    var under = edit("deep-0", query("group = flat")).expect(400).problem();
    assertThat(under.message()).isEqualTo(TOO_DEEP);
    assertThat(names("group = deep-3")).containsExactly("lamp");
  }

  @Test
  void a_query_that_names_a_group_means_what_it_is_changed_to() {
    add(meaning("warm", Optional.empty(), "name like oven-*")).expect(201);
    add(meaning("cold", Optional.empty(), "not group = warm")).expect(201);
    var changed = edit("warm", query("name = oven-1")).expect(200).as(GroupView.class);
    assertThat(changed.where()).contains("name = oven-1");
    assertThat(names("group = cold")).containsExactly("lamp", "oven-3", "oven-2");
    edit("warm", query("nmae = x")).expect(400);
    edit("warm", members(List.of("lamp"), List.of())).expect(409);
    assertThat(names("group = warm")).containsExactly("oven-1");
  }

  @Test
  void devices_come_into_a_static_group_and_go_out_of_it() {
    add(of("spares", Optional.empty(), "lamp", "oven-2")).expect(201);
    edit("spares", members(List.of("oven-1", "lamp"), List.of("oven-2"))).expect(200);
    assertThat(names("group = spares")).containsExactly("lamp", "oven-1");
    edit("spares", members(List.of("oven-3"), List.of("no-such-device"))).expect(404);
    edit("spares", query("name = lamp")).expect(409);
    assertThat(names("group = spares")).containsExactly("lamp", "oven-1");
    add(of("near", Optional.of(BERLIN), "oven-1")).expect(201);
    edit("near", members(List.of("lamp"), List.of())).expect(409);
    edit("near", members(List.of(), List.of("oven-1"))).expect(200);
    assertThat(names("group = near")).isEmpty();
  }

  @Test
  void a_group_has_a_note() {
    var noted =
        new NewGroup(
            GroupName.parse("noted"),
            Optional.empty(),
            Optional.of("name = lamp"),
            Optional.empty(),
            Optional.of("for the winter"));
    assertThat(add(noted).expect(201).as(GroupView.class).note()).contains("for the winter");
    assertThat(edit("noted", note("")).expect(200).as(GroupView.class).note()).isEmpty();
    edit("noted", note("for the summer")).expect(200);
    var shown = api.asAdmin().get("/api/v1/groups/noted").expect(200).as(GroupView.class);
    assertThat(shown.note()).contains("for the summer");
    assertThat(shown.where()).contains("name = lamp");
  }

  @Test
  void a_change_is_told_and_audited() {
    add(meaning("told", Optional.of(BERLIN), "name = oven-1")).expect(201);
    edit("told", query("name = oven-2")).expect(200);
    assertThat(api.database().everything()).contains("group.changed", "group.edit");
    api.asNew("vito", Role.VIEWER).patch("/api/v1/groups/told", query("name = oven-1")).expect(403);
    api.asNew("nadia", Role.NONE).patch("/api/v1/groups/told", query("name = oven-1")).expect(404);
    assertThat(names("group = told")).containsExactly("oven-2");
  }

  @Test
  void what_is_wrong_with_a_group_is_said_when_it_is_saved() {
    add(meaning("bad", Optional.empty(), "nmae = x")).expect(400);
    add(meaning("bad", Optional.empty(), "group = nowhere")).expect(404);
    add(of("bad", Optional.empty(), "no-such-device")).expect(404);
    add(meaning("twice", Optional.empty(), "name = lamp")).expect(201);
    add(meaning("twice", Optional.empty(), "name = lamp")).expect(409);
    assertThat(devices(api.asAdmin(), "group = bad").expect(404).problem().message())
        .isEqualTo("there is no group 'bad'");
  }

  @Test
  void groups_of_a_fleet_are_for_those_who_see_it() {
    add(meaning("secret", Optional.of(BERLIN), "name = oven-1")).expect(201);
    var nobody = api.asNew("nora", Role.NONE);
    assertThat(nobody.json().get("/api/v1/groups", GROUPS).items())
        .noneMatch(group -> group.fleet().isPresent());
    nobody.get("/api/v1/groups/secret").expect(404);
    devices(nobody, "group = secret").expect(404);
    api.asNew("vera", Role.VIEWER).delete("/api/v1/groups/secret").expect(403);
    api.asAdmin().delete("/api/v1/groups/secret").expect(204);
    api.asAdmin().get("/api/v1/groups/secret").expect(404);
  }
}
