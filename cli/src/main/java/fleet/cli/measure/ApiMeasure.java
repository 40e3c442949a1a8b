package fleet.cli.measure;

import com.fasterxml.jackson.databind.JsonNode;
import fleet.cli.command.Shell;
import fleet.cli.machine.Program;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** What the fleet API bears: polls, reports, thousands of connections. */
final class ApiMeasure {
  private static final String LIST = "list";
  static final Set<String> PARTS = Set.of("polls", "reports", "crowd", LIST);
  private static final int CONNECTED = 18_000;
  private static final int TOLD = 10_000;
  private static final int RELEASES = 5;
  private static final Duration SETTLED = Duration.ofSeconds(10);
  private static final double FAN_OUT_MILLIS = 2_000;
  private static final double STORM_MILLIS = 30_000;
  private static final double KIB = 1024;
  private static final Duration QUIET = Duration.ofSeconds(30);

  /** A server gives memory back when a minute was quiet. */
  private static final Duration GIVEN_BACK = Duration.ofSeconds(100);

  private ApiMeasure() {}

  static List<Row> run(Program fleet, Shell shell, Set<String> parts) throws InterruptedException {
    var rows = new ArrayList<Row>();
    try (var server = ServerRun.start(fleet)) {
      if (!parts.equals(Set.of(LIST))) {
        rows.addAll(devices(server, shell, parts));
      }
      if (parts.contains(LIST)) {
        shell.terminal().progress("a list of 100,000 devices");
        rows.addAll(Listing.of(server));
      }
    }
    return rows;
  }

  private static List<Row> devices(ServerRun server, Shell shell, Set<String> parts)
      throws InterruptedException {
    var rows = new ArrayList<Row>();
    server.fleet("create", Crowd.FLEET);
    shell.terminal().progress("registering devices");
    Crowd.enrol(server, parts.contains("crowd") ? CONNECTED : Polls.DEVICES);
    if (parts.contains("polls")) {
      shell.terminal().progress("polls");
      rows.addAll(Polls.of(server).polls());
    }
    if (parts.contains("crowd")) {
      shell.terminal().progress("%,d connections".formatted(CONNECTED));
      rows.addAll(connected(server));
      shell.terminal().progress("%,d devices told, and cut off".formatted(TOLD));
      rows.addAll(toldAndCutOff(server));
    }
    // Last: its sequence numbers are beyond those that simulated devices go on with.
    if (parts.contains("reports")) {
      shell.terminal().progress("reports");
      rows.addAll(Polls.of(server).reports());
    }
    return rows;
  }

  private static List<Row> connected(ServerRun server) throws InterruptedException {
    var pid = server.process().pid();
    Thread.sleep(QUIET);
    var before = Proc.residentMib(pid);
    var crowd = Crowd.start(server, CONNECTED, "--spread", "30s");
    try {
      crowd.awaitOnline(CONNECTED);
      Thread.sleep(GIVEN_BACK);
      var used = Proc.cpu(pid);
      Thread.sleep(QUIET);
      var percent = 100.0 * Proc.cpu(pid).minus(used).toMillis() / QUIET.toMillis();
      var resident = Proc.residentMib(pid);
      return List.of(
          Row.of("18,000 connected: RSS", resident, "MiB"),
          Row.of(
              "18,000 connected: more RSS for each", (resident - before) * KIB / CONNECTED, "KiB"),
          Row.of("18,000 connected, a report a minute: CPU of one core", percent, "%"));
    } finally {
      crowd.end();
      var _ = crowd.summary();
    }
  }

  private static List<Row> toldAndCutOff(ServerRun server) throws InterruptedException {
    var crowd = Crowd.start(server, TOLD, "--for", "120s", "--storm-every", "90s");
    crowd.awaitOnline(TOLD);
    var began = new LinkedHashMap<String, Instant>();
    for (var number = 0; number < RELEASES; number++) {
      var version = number + ".0.0";
      began.put(version, Instant.now());
      server.release(SampleRelease.of(Crowd.FLEET, version), Crowd.FLEET);
      Thread.sleep(SETTLED);
    }
    var summary = crowd.summary();
    var whole = new TreeMap<String, Double>();
    var fromFirst = new ArrayList<Double>();
    for (var told : summary.path("releases")) {
      require(told.path("told").asInt() == TOLD, "devices were told", summary);
      var after = told.at("/after/last").asLong();
      var last = Instant.parse(told.path("firstAt").asText()).plusMillis(after);
      var version = told.path("version").asText();
      var begin = Objects.requireNonNull(began.get(version), version);
      whole.put(version, (double) Duration.between(begin, last).toMillis());
      fromFirst.add((double) after);
    }
    require(whole.keySet().equals(began.keySet()), "releases were told", summary);
    var back = summary.path("reconnects");
    require(back.path("count").asInt() == TOLD, "devices came back", summary);
    require(summary.path("connected").asInt() == TOLD, "devices are connected", summary);
    return List.of(
        Row.of(
                "10,000 told a release, from before it is final",
                median(List.copyOf(whole.values())),
                "ms")
            .target(FAN_OUT_MILLIS),
        Row.of("10,000 told a release, from the first", median(fromFirst), "ms"),
        Row.of("10,000 told the first release after a start", whole.firstEntry().getValue(), "ms"),
        Row.of("10,000 cut off: all back", back.path("last").asDouble(), "ms").target(STORM_MILLIS),
        Row.of("10,000 cut off: errors", summary.path("errors").asDouble(), "errors").target(0),
        Row.of("10,000 cut off: tokens asked for", summary.path("signIns").asDouble(), "tokens")
            .target(0));
  }

  private static double median(List<Double> values) {
    return new Samples(values).median();
  }

  private static void require(boolean so, String what, JsonNode summary) {
    if (!so) {
      throw new IllegalStateException("not all " + what + ": " + summary);
    }
  }
}
