package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fleet.contract.Json;
import fleet.contract.device.DeviceMessage;
import fleet.contract.device.LogBatch;
import fleet.contract.device.LogLine;
import fleet.contract.device.Phase;
import fleet.contract.device.ServerMessage;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.ServiceName;
import fleet.contract.operator.DeviceStatus;
import fleet.contract.operator.DeviceView;
import fleet.contract.operator.Event;
import fleet.contract.release.Platform;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is told at once. */
class LiveIT {
  private static RunningApi api;

  @BeforeAll
  static void start() {
    api = RunningApi.alone();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  /** A registered device that is signed in. */
  private record Ready(FleetName fleet, String name, Caller caller) {
    static Ready in(String fleetName) {
      var fleet = api.newFleet(fleetName);
      var device = new TestDevice(api);
      var registered = device.register(api.newKey(fleet, 1).key(), fleetName + "-device");
      return new Ready(fleet, registered.name().value(), device.signIn(registered.device()));
    }

    DeviceView view() {
      return api.asAdmin().get("/api/v1/devices/" + name).as(DeviceView.class);
    }
  }

  @Test
  void a_device_hears_its_target_at_connect_and_at_a_new_release() throws InterruptedException {
    var device = Ready.in("berlin");
    try (var socket = DeviceSocket.open(device.caller())) {
      assertThat(socket.next(ServerMessage.Target.class).state().release()).isEmpty();
      var release =
          api.release(device.fleet(), Samples.release(device.fleet(), Platform.LINUX_AMD64));
      var told = socket.next(ServerMessage.Target.class);
      assertThat(told.state().release().orElseThrow().id()).isEqualTo(release.id());
      var poll = device.caller().request("/device/v1/state").header("If-None-Match", told.etag());
      device.caller().send(poll.GET()).expect(304);
    }
  }

  @Test
  void a_doorbell_that_was_cut_off_is_heard_again() throws InterruptedException {
    var device = Ready.in("hanoi");
    try (var socket = DeviceSocket.open(device.caller())) {
      socket.next(ServerMessage.Target.class);
      assertThat(api.database().cutDoorbell()).isEqualTo(1);
      var release =
          api.release(device.fleet(), Samples.release(device.fleet(), Platform.LINUX_AMD64));
      var told = socket.next(ServerMessage.Target.class);
      assertThat(told.state().release().orElseThrow().id()).isEqualTo(release.id());
    }
  }

  @Test
  void a_remembered_poll_is_answered_anew_after_a_release() {
    var device = Ready.in("cairo");
    var caller = device.caller();
    var etag = caller.get("/device/v1/state").expect(200).header("ETag");
    var same = caller.request("/device/v1/state").header("If-None-Match", etag);
    caller.send(same.GET()).expect(304);
    api.release(device.fleet(), Samples.release(device.fleet(), Platform.LINUX_AMD64));
    await().untilAsserted(() -> caller.send(same.GET()).expect(200));
  }

  @Test
  void a_report_on_the_socket_is_acknowledged_and_seen() throws InterruptedException {
    var device = Ready.in("paris");
    var release =
        api.release(device.fleet(), Samples.release(device.fleet(), Platform.LINUX_AMD64));
    try (var socket = DeviceSocket.open(device.caller())) {
      socket.say(new DeviceMessage.Report(Samples.settled(3, release.id())));
      assertThat(socket.next(ServerMessage.Reported.class).sequence()).isEqualTo(3);
      assertThat(device.view()).returns(Phase.SETTLED, DeviceView::phase);
    }
  }

  @Test
  void a_device_is_online_while_connected_and_offline_at_once_when_cut() throws Exception {
    var device = Ready.in("rome");
    assertThat(device.view().status()).isEqualTo(DeviceStatus.NEVER_SEEN);
    try (var socket = DeviceSocket.open(device.caller())) {
      socket.next(ServerMessage.Target.class);
      await().until(() -> device.view().status() == DeviceStatus.ONLINE);
      socket.cut();
      await().until(() -> device.view().status() == DeviceStatus.OFFLINE);
    }
  }

  @Test
  void what_is_not_of_the_protocol_closes_the_connection() throws Exception {
    var device = Ready.in("minsk");
    try (var socket = DeviceSocket.open(device.caller())) {
      socket.say("{\"kind\":\"report\"}");
      assertThat(socket.whyClosed()).contains("not one that this server understands");
    }
  }

  @Test
  void a_removed_device_is_disconnected() throws Exception {
    var device = Ready.in("turin");
    try (var socket = DeviceSocket.open(device.caller())) {
      socket.next(ServerMessage.Target.class);
      api.asAdmin().delete("/api/v1/devices/" + device.name()).expect(204);
      assertThat(socket.whyClosed()).contains("not registered any more");
    }
  }

  @Test
  void lines_of_the_socket_are_listed_and_followed() throws InterruptedException {
    var device = Ready.in("lyon");
    device.caller().post("/device/v1/logs", batch("one", "two")).expect(204);
    var seen = new ArrayList<String>();
    try (var socket = DeviceSocket.open(device.caller())) {
      socket.next(ServerMessage.Target.class);
      api.asAdmin().json().stream(
          "/api/v1/devices/%s/logs?follow=true&limit=1&service=web".formatted(device.name()),
          LogLine.class,
          line -> {
            if (seen.isEmpty()) {
              socket.say(new DeviceMessage.Logs(batch("three", "four")));
            }
            seen.add(line.text());
            return seen.size() < 3;
          });
    }
    assertThat(seen).containsExactly("two", "three", "four");
    var other = api.asAdmin().get("/api/v1/devices/%s/logs?service=db".formatted(device.name()));
    assertThat(other.expect(200).text()).isBlank();
  }

  @Test
  void the_lines_of_a_device_are_bounded_and_the_newest_stay() {
    var device = Ready.in("talkative");
    var line = "x".repeat(LogLine.MAX_CHARS);
    for (var batch = 0; batch < 48; batch++) {
      var texts = new String[20];
      Arrays.fill(texts, line);
      texts[19] = "last of " + batch;
      device.caller().post("/device/v1/logs", batch(texts)).expect(204);
    }
    var route = "/api/v1/devices/%s/logs?limit=10000".formatted(device.name());
    var kept = api.asAdmin().get(route).expect(200).text();
    assertThat(kept).contains("\"last of 47\"").doesNotContain("\"last of 0\"");
    // Eight MiB, and what came since the last time that they were counted.
    assertThat(kept.length()).isBetween(6_000_000, 15_000_000);
  }

  @Test
  void events_are_streamed_and_replayed_from_a_cursor() throws Exception {
    var watched = new ArrayList<Event>();
    var fleets = List.of("events-a", "events-b");
    try (var lines = events(Optional.empty())) {
      assertThat(lines.readLine()).isEqualTo(":");
      fleets.forEach(api::newFleet);
      while (watched.size() < fleets.size()) {
        read(lines).ifPresent(watched::add);
      }
    }
    assertThat(watched).extracting(Event::kind).containsOnly("fleet.created");
    assertThat(watched).extracting(Event::subject).containsExactly("events-a", "events-b");
    try (var lines = events(Optional.of(watched.getFirst().cursor()))) {
      var replayed = Optional.<Event>empty();
      while (replayed.isEmpty()) {
        replayed = read(lines);
      }
      assertThat(replayed).contains(watched.getLast());
    }
  }

  private static BufferedReader events(Optional<Long> after) throws Exception {
    var request = api.asAdmin().request("/api/v1/events");
    after.ifPresent(cursor -> request.header("Last-Event-ID", cursor.toString()));
    var response = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofInputStream());
    assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
    return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  /** The event of the next line, where it is one of a fleet that was made. */
  private static Optional<Event> read(BufferedReader lines) throws IOException {
    var line = lines.readLine();
    if (line == null) {
      throw new AssertionError("the stream of events has ended");
    }
    return line.startsWith("data: ")
        ? Optional.of(Json.read(line.substring("data: ".length()), Event.class))
            .filter(event -> event.subject().startsWith("events-"))
        : Optional.empty();
  }

  private static LogBatch batch(String... texts) {
    var web = Optional.of(ServiceName.parse("web"));
    return new LogBatch(
        List.of(texts).stream()
            .map(text -> new LogLine(Instant.EPOCH, web, "stdout", text))
            .toList(),
        0);
  }
}
