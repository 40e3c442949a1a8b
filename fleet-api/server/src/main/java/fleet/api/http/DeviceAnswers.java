package fleet.api.http;

import fleet.api.access.Person;
import fleet.api.access.Sight;
import fleet.api.device.Device;
import fleet.api.device.Devices;
import fleet.api.fleet.Fleets;
import fleet.api.group.Groups;
import fleet.api.log.DeviceLogs;
import fleet.api.log.LogPart;
import fleet.api.log.LogQuery;
import fleet.api.remote.Sessions;
import fleet.api.view.DeviceViews;
import fleet.contract.Json;
import fleet.contract.device.ServiceState;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.ServiceName;
import fleet.contract.node.OpenSessions;
import fleet.contract.operator.DeviceStatus;
import fleet.contract.operator.DeviceView;
import fleet.contract.operator.SshRequest;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Devices as people see them, their logs, and the ways into them. */
record DeviceAnswers(
    Fleets fleets,
    Devices devices,
    Groups groups,
    DeviceViews views,
    DeviceLogs logs,
    Sessions sessions) {
  private static final int DEFAULT_LINES = 100;
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
  private static final String HOST = "host";

  Answer list(Person person, Call call) {
    var sight = call.query("fleet").map(FleetName::parse).map(fleet -> only(fleet, person.sight()));
    var query = groups.query(call.query("where").orElse(""), person.sight());
    return Answer.ok(views.list(sight.orElseGet(person::sight), query, call.part()));
  }

  Answer show(Person person, Call call) {
    return Answer.ok(view(device(person, call)));
  }

  Answer delete(Person person, Call call) {
    var device = device(person, call);
    var kept =
        switch (call.query("data").orElse("erase")) {
          case "erase" -> Optional.<DeviceView>empty();
          case "keep" -> Optional.of(view(device));
          default -> throw new IllegalArgumentException("data: expected keep or erase");
        };
    devices.delete(person.name(), device, kept);
    return Answer.done();
  }

  Answer removed(Call call) {
    return Answer.ok(devices.removed(FleetName.parse(call.path("fleet")), call.part()));
  }

  Answer logs(Person person, Call call) {
    var query =
        new LogQuery(
            device(person, call).id(),
            call.query("service").map(ServiceName::parse),
            call.number("limit", DEFAULT_LINES));
    var follow = call.flag("follow");
    return new Answer.Stream(
        ReleaseAnswers.NDJSON,
        sink -> {
          var last = logs.last(query);
          write(sink, last);
          if (follow) {
            follow(query, last.cursor(), sink);
          }
        });
  }

  Answer openSession(Person person, Call call) throws InterruptedException {
    var request = call.body(SshRequest.class);
    var device = device(person, call);
    requireWay(present(device, views.findReturned(device.id())), request.landing());
    var shown = Gate.bearer(call.header("Authorization")).orElseThrow(Problems::unauthenticated);
    return Answer.created(sessions.open(person, shown, device, request));
  }

  /** For a gateway of ours. */
  Answer endedSessions(Call call) {
    return Answer.ok(sessions.ended(call.body(OpenSessions.class)));
  }

  private void follow(LogQuery query, long start, Answer.Sink sink) throws InterruptedException {
    var cursor = start;
    var quiet = 0;
    while (true) {
      var seen = logs.signal().count();
      var part = logs.after(query, cursor);
      cursor = part.cursor();
      write(sink, part);
      quiet = part.lines().isEmpty() ? quiet + 1 : 0;
      if (quiet > 0 && quiet % ReleaseAnswers.HEARTBEAT.toSeconds() == 0) {
        sink.write("\n");
      }
      logs.signal().awaitBeyond(seen, LOOK_AGAIN);
    }
  }

  private static void write(Answer.Sink sink, LogPart part) {
    if (!part.lines().isEmpty()) {
      sink.write(
          part.lines().stream().map(line -> Json.write(line) + "\n").collect(Collectors.joining()));
    }
  }

  private Device device(Person person, Call call) {
    return devices.get(call.path("device"), person.sight());
  }

  private DeviceView view(Device device) {
    return present(device, views.find(device.id()));
  }

  private static DeviceView present(Device device, Optional<DeviceView> view) {
    return view.orElseThrow(() ->
        new ProblemException(
            ProblemCode.NOT_FOUND, "device '%s' was removed".formatted(device.name()), ""));
  }

  private Sight only(FleetName fleet, Sight sight) {
    if (!sight.sees(fleet) || !fleets.exists(fleet)) {
      throw Fleets.missing(fleet);
    }
    return new Sight(Optional.of(Set.of(fleet)));
  }

  private static void requireWay(DeviceView device, String landing) {
    if (device.status() != DeviceStatus.ONLINE) {
      throw new ProblemException(
          ProblemCode.OFFLINE,
          "device '%s' is not connected".formatted(device.name()),
          "fleet device show %s tells when it was last heard".formatted(device.name()));
    }
    var services = device.services().stream().map(ServiceState::name).toList();
    if (!landing.equals(HOST) && !services.contains(ServiceName.parse(landing))) {
      throw new ProblemException(
          ProblemCode.NOT_FOUND,
          "device '%s' runs no service '%s'".formatted(device.name(), landing),
          "it runs: " + services.stream().map(Object::toString).collect(Collectors.joining(", ")));
    }
  }
}
