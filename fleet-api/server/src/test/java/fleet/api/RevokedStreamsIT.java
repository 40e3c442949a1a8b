package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import fleet.api.PublishedRoutes.Route;
import fleet.contract.Json;
import fleet.contract.access.ApiKey;
import fleet.contract.access.NewApiKey;
import fleet.contract.access.PasswordReset;
import fleet.contract.access.RoleGrant;
import fleet.contract.access.UserChange;
import fleet.contract.device.ServerMessage;
import fleet.contract.identity.BuildId;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.Secret;
import fleet.contract.node.AccessAction;
import fleet.contract.operator.BuildEvent;
import fleet.contract.operator.Role;
import fleet.contract.release.Platform;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every published stream of people, read from one node while whoever reads is put out on another. A
 * new stream is covered by itself.
 */
class RevokedStreamsIT {
  /** With a look each ten seconds. */
  private static final Duration SOON = Duration.ofSeconds(25);

  private static final Set<String> WITH_AN_END = Set.of("GET /api/v1/audit/export");
  private static final BuildId BUILD = BuildId.random();
  private static final CountDownLatch ENOUGH = new CountDownLatch(1);
  private static final List<FollowedStream> OF_SOMEBODY_ELSE = new ArrayList<>();

  private static Neighbour builder;
  private static RunningApi api;
  private static ApiServer other;
  private static Map<String, String> parts;

  /** How somebody loses what they had. */
  enum Way {
    SIGNS_OUT,
    IS_SIGNED_OUT,
    SIGN_IN_IS_OVER,
    IS_DISABLED,
    IS_REMOVED,
    IS_ERASED,
    HAS_A_NEW_PASSWORD,
    LOSES_THE_ROLE,
    LOSES_THE_ROLE_IN_THE_FLEET,
    KEY_IS_REMOVED,
    KEY_IS_OVER
  }

  @BeforeAll
  static void start() throws Exception {
    builder =
        new Neighbour()
            .on("/internal/v1/fleets/berlin/builds", RevokedStreamsIT::build)
            .on("/internal/v1/builds/" + BUILD, RevokedStreamsIT::build);
    api = new RunningApi(builder.address(), URI.create("http://127.0.0.1:9"), Optional.empty());
    var berlin = api.newFleet("berlin");
    var release = api.release(berlin, Samples.release(berlin, Platform.LINUX_AMD64));
    var _ = TestDevice.register(api, api.newKey(berlin, 1).key(), "kitchen");
    parts =
        Map.of(
            "fleet",
            "berlin",
            "device",
            "kitchen",
            "release",
            release.id().toString(),
            "build",
            BUILD.toString());
    other = api.onPort(0);
    other.start();
    OF_SOMEBODY_ELSE.addAll(openAll(api.asNew("somebody-else", Role.DEVELOPER)));
  }

  @AfterAll
  static void stop() throws IOException {
    ENOUGH.countDown();
    for (var stream : OF_SOMEBODY_ELSE) {
      stream.close();
    }
    other.close();
    api.close();
    builder.close();
  }

  @ParameterizedTest
  @EnumSource
  void every_stream_ends_when_its_reader(Way way) throws Exception {
    var name = way.name().toLowerCase(Locale.ROOT).replace('_', '-');
    var reader = reader(way, name);
    var streams = openAll(reader);
    assertThat(streams).hasSizeGreaterThan(4).allMatch(FollowedStream::isOpen);

    revoke(way, name, reader);

    for (var stream : streams) {
      var _ = stream.awaitEnd(SOON);
    }
    assertThat(OF_SOMEBODY_ELSE).isNotEmpty().allMatch(FollowedStream::isOpen);
  }

  @Test
  void who_loses_one_fleet_of_two_hears_nothing_of_it_any_more_and_goes_on_with_the_other()
      throws Exception {
    var paris = api.newFleet("paris");
    var inParis = api.release(paris, Samples.release(paris, Platform.LINUX_AMD64));
    var both = api.asNew("both", Role.NONE);
    grant("both", "berlin");
    grant("both", "paris");
    var there = there(both);
    var ofBerlin = "/api/v1/releases/%s/progress".formatted(parts.get("release"));
    var ofParis = "/api/v1/releases/%s/progress".formatted(inParis.id());
    try (var events = open(there, "/api/v1/events");
        var lost = open(there, ofBerlin);
        var kept = open(there, ofParis)) {
      api.asAdmin().delete("/api/v1/fleets/berlin/people/both").expect(204);
      var key = api.newKey(FleetName.parse("berlin"), 1).key();
      var device = new TestDevice(api).register(key, "later");

      assertThat(events.awaitEnd(SOON)).doesNotContain(device.device().toString());
      var _ = lost.awaitEnd(SOON);
      assertThat(kept.isOpen()).isTrue();
      there.get("/api/v1/fleets/paris").expect(200);
      there.get("/api/v1/fleets/berlin").expect(404);
    }
  }

  @Test
  void what_people_are_known_by_is_not_among_the_events_that_others_see() throws Exception {
    try (var events = open(there(api.asAdmin()), "/api/v1/events?after=0")) {
      var leaving = api.asNew("leaving", Role.VIEWER);
      leaving.call("POST", "/api/v1/logout").expect(204);
      api.newFleet("told-later");
      events.awaitText("told-later", SOON);
      assertThat(events.heard()).doesNotContain("access.changed");
    }
  }

  @Test
  void a_device_that_is_removed_on_another_node_is_cut_off() throws Exception {
    var device = new TestDevice(api);
    var registered = device.register(api.newKey(api.newFleet("oslo"), 1).key(), "gone");
    var token = device.session(registered.device()).accessToken();
    try (var socket = DeviceSocket.open(new Caller(otherAddress(), Optional.of(token)))) {
      var _ = socket.next(ServerMessage.Target.class);
      api.asAdmin().delete("/api/v1/devices/gone").expect(204);
      assertThat(socket.whyClosed()).contains("not registered any more");
    }
  }

  private static Caller reader(Way way, String name) {
    return switch (way) {
      case KEY_IS_REMOVED, KEY_IS_OVER -> {
        var all = Set.of(AccessAction.values());
        var wanted = new NewApiKey("ci", all, Optional.empty(), Optional.empty());
        var made = api.asNew(name, Role.DEVELOPER).post("/api/v1/api-keys", wanted);
        yield api.as(made.expect(201).as(ApiKey.class).key());
      }
      case LOSES_THE_ROLE_IN_THE_FLEET -> {
        var caller = api.asNew(name, Role.NONE);
        grant(name, "berlin");
        yield caller;
      }
      default -> api.asNew(name, Role.DEVELOPER);
    };
  }

  private static void revoke(Way way, String name, Caller reader) {
    var admin = api.asAdmin();
    var user = "/api/v1/users/" + name;
    switch (way) {
      case SIGNS_OUT -> reader.call("POST", "/api/v1/logout").expect(204);
      case IS_SIGNED_OUT ->
          admin
              .delete(
                  "/api/v1/sign-ins/%s?user=%s"
                      .formatted(firstId(admin.get("/api/v1/sign-ins?user=" + name)), name))
              .expect(204);
      case SIGN_IN_IS_OVER ->
          api.database()
              .sql(
                  "update api.sign_ins set expires_at = now() where user_name = '%s'"
                      .formatted(name));
      case IS_DISABLED ->
          admin.patch(user, new UserChange(Optional.empty(), Optional.of(true))).expect(200);
      case IS_REMOVED -> admin.delete(user).expect(204);
      case IS_ERASED -> admin.call("POST", user + "/erase").expect(200);
      case HAS_A_NEW_PASSWORD ->
          admin.put(user + "/password", new PasswordReset(Secret.of("battery staple"))).expect(204);
      case LOSES_THE_ROLE ->
          admin.patch(user, new UserChange(Optional.of(Role.NONE), Optional.empty())).expect(200);
      case LOSES_THE_ROLE_IN_THE_FLEET ->
          admin.delete("/api/v1/fleets/berlin/people/" + name).expect(204);
      case KEY_IS_REMOVED ->
          reader.delete("/api/v1/api-keys/" + firstId(reader.get("/api/v1/api-keys"))).expect(204);
      case KEY_IS_OVER ->
          api.database()
              .sql(
                  "update api.api_keys set expires_at = now() where user_name = '%s'"
                      .formatted(name));
    }
  }

  private static void grant(String name, String fleet) {
    api.asAdmin()
        .put("/api/v1/fleets/%s/people/%s".formatted(fleet, name), new RoleGrant(Role.DEVELOPER))
        .expect(200);
  }

  private static String firstId(Caller.Reply listed) {
    try {
      return Json.mapper().readTree(listed.text()).at("/items/0/id").asText();
    } catch (IOException e) {
      throw new AssertionError(listed.text(), e);
    }
  }

  /** All streams that people may read, on the other node. */
  private static List<FollowedStream> openAll(Caller reader) throws Exception {
    var there = there(reader);
    var opened = new ArrayList<FollowedStream>();
    for (var route : api.anybody().contract().routes().all()) {
      if (isStreamOfPeople(route)) {
        var request = there.request(path(route));
        if (route.method().equals("POST")) {
          request
              .header("Content-Type", "application/x-tar")
              .POST(BodyPublishers.ofByteArray(new byte[1024]));
        }
        opened.add(FollowedStream.open(route.toString(), request.build()));
      }
    }
    return opened;
  }

  private static boolean isStreamOfPeople(Route route) {
    return route.who().equals("person")
        && !WITH_AN_END.contains(route.toString())
        && route
            .operation()
            .at("/responses/200/content")
            .valueStream()
            .anyMatch(content -> content.has("x-fleet-line"));
  }

  private static String path(Route route) {
    var path = route.template();
    for (var part : parts.entrySet()) {
      path = path.replace("{" + part.getKey() + "}", part.getValue());
    }
    var follows =
        route.parameters("query").anyMatch(query -> query.path("name").asText().equals("follow"));
    return follows ? path + "?follow=true" : path;
  }

  private static FollowedStream open(Caller caller, String path) throws Exception {
    return FollowedStream.open(path, caller.request(path).build());
  }

  private static Caller there(Caller caller) {
    return new Caller(otherAddress(), caller.token());
  }

  private static URI otherAddress() {
    return URI.create("http://127.0.0.1:" + other.port());
  }

  /** Says a line, and then nothing for as long as the tests go on. */
  private static void build(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().set("Content-Type", "application/x-ndjson");
    exchange.getResponseHeaders().set("Fleet-Name", "berlin");
    exchange.sendResponseHeaders(200, 0);
    var line = Json.write(new BuildEvent.Started(BUILD)) + "\n";
    exchange.getResponseBody().write(line.getBytes(StandardCharsets.UTF_8));
    exchange.getResponseBody().flush();
    try {
      ENOUGH.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
