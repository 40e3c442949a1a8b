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

  static final Parameter<FleetName> FLEET =
      Parameter.optional(
          "fleet", Kind.of(FleetName.class, FleetName::parse), "Only those of this fleet.");
  static final Parameter<String> WHERE =
      Parameter.optional(
          "where",
          Kind.text(16_000),
          "Only those that the query means: tag.site = \"berlin\" and seen < 5m.");
  static final Parameter<Remains> REMAINS =
      Parameter.optional(
          "data",
          Kind.choice(Remains.class),
          "With keep, how it last was is kept; else all of it is erased.");
  static final Parameter<Boolean> FOLLOW =
      Parameter.optional("follow", Kind.flag(), "With true, the answer goes on with what comes.");
  static final Parameter<ServiceName> SERVICE =
      Parameter.optional(
          "service", Kind.of(ServiceName.class, ServiceName::parse), "Only this service's lines.");
  static final Parameter<Integer> LINES =
      Parameter.optional(
          "limit", Kind.number(0, LogQuery.MAX_LIMIT), "How many of the last lines; else 100.");

  /** What is left of a device that is removed. */
  enum Remains {
    ERASE,
    KEEP
  }

  Answer list(Person person, Call call) {
    var sight = call.query(FLEET).map(fleet -> only(fleet, person.sight()));
    var query = groups.query(call.query(WHERE).orElse(""), person.sight());
    return Answer.ok(views.list(sight.orElseGet(person::sight), query, call.part()));
  }

  Answer show(Person person, Call call) {
    return Answer.ok(view(device(person, call)));
  }

  Answer delete(Person person, Call call) {
    var device = device(person, call);
    var kept =
        switch (call.query(REMAINS).orElse(Remains.ERASE)) {
          case ERASE -> Optional.<DeviceView>empty();
          case KEEP -> Optional.of(view(device));
        };
    devices.delete(person.name(), device, kept);
    return Answer.done();
  }

  Answer removed(Call call) {
    return Answer.ok(devices.removed(call.path(PathParts.FLEET), call.part()));
  }

  Answer logs(Person person, Call call) {
    var query =
        new LogQuery(
            device(person, call).id(),
            call.query(SERVICE),
            call.query(LINES).orElse(DEFAULT_LINES));
    var follow = call.query(FOLLOW).orElse(false);
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
    return devices.get(call.path(PathParts.DEVICE), person.sight());
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
