package fleet.cli.measure;

import com.fasterxml.jackson.databind.JsonNode;
import fleet.contract.Json;
import fleet.contract.device.Phase;
import fleet.contract.device.Protocol;
import fleet.contract.device.StateReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What devices ask for without a connection, 2,000 of them in turn, by wrk. */
final class Polls {
  static final int DEVICES = 2_000;
  private static final int RUNS = 3;
  private static final int UNCHANGED = 304;
  private static final int UPDATE_SECONDS = 8;
  private static final double POLL_RATIO = 0.35;
  private static final double REPORT_RATIO = 1.5;

  /** How a script takes the devices in turn; each thread has its own share of them. */
  private static final String TURN =
      """
      local threads = 0
      local number = 0
      setup = function(thread) thread:set("share", threads); threads = threads + 1 end
      local function turn() number = number + 1; return ((number * 2 + share) % #tokens) + 1 end
      """;

  /** Each request is put together beforehand: what is measured has the processors. */
  private static final String POLL =
      """
      local requests = {}
      init = function()
        for at = 1, #tokens do
          requests[at] = wrk.format("GET", "/device/v1/state", {
            ["Authorization"] = "Bearer " .. tokens[at], ["If-None-Match"] = etags[at]})
        end
      end
      request = function() return requests[turn()] end
      """;

  /** All numbers have as many digits, so that all bodies have one length. */
  private static final String REPORT =
      """
      local sequence = START
      local heads = {}
      local before, after = string.match(report, "^(.*)SEQUENCE(.*)$")
      init = function()
        for at = 1, #tokens do
          heads[at] = string.match(wrk.format("POST", "/device/v1/report", {
            ["Authorization"] = "Bearer " .. tokens[at],
            ["Content-Type"] = "application/json"},
            before .. string.format("%d", sequence) .. after), "^(.-\\r\\n\\r\\n)")
        end
      end
      request = function()
        sequence = sequence + 1
        return heads[turn()] .. before .. string.format("%d", sequence) .. after
      end
      """;

  private final ServerRun server;
  private final List<String> tokens;

  private Polls(ServerRun server, List<String> tokens) {
    this.server = server;
    this.tokens = tokens;
  }

  /** Of the devices that {@link Crowd} registered. */
  static Polls of(ServerRun server) {
    var kept = server.folder().resolve(".cache/fleet/simulate/" + Crowd.FLEET + "-devices.json");
    var tokens = new ArrayList<String>();
    for (JsonNode member : ServerRun.parse(read(kept)).path("members")) {
      tokens.add(member.path("token").asText());
    }
    return new Polls(server, tokens.subList(0, DEVICES));
  }

  List<Row> polls() throws InterruptedException {
    var answers = states();
    var etags = answers.stream().map(it -> it.headers().firstValue("ETag").orElseThrow()).toList();
    requireUnchanged(etags);
    var script = script("poll.lua", list("etags", etags) + TURN + POLL);
    var plain = script("plain.lua", "");
    var ours = new ArrayList<Wrk>();
    var peer = new ArrayList<Wrk>();
    try (var nginx = NginxPeer.start(server.folder(), answers.getFirst().body())) {
      Wrk.run(server.url(), script);
      for (var run = 0; run < RUNS; run++) {
        ours.add(Wrk.run(server.url(), script));
        peer.add(Wrk.run(nginx.url(), plain));
      }
    }
    var ourRate = median(ours.stream().map(Wrk::perSecond).toList());
    var peerRate = median(peer.stream().map(Wrk::perSecond).toList());
    return List.of(
        Row.of("unchanged poll, 2,000 devices", ourRate, "req/s").atLeast(POLL_RATIO, peerRate),
        Row.of("unchanged poll: p99", median(ours.stream().map(Wrk::p99Millis).toList()), "ms")
            .peer(median(peer.stream().map(Wrk::p99Millis).toList())));
  }

  List<Row> reports() {
    var pgbench = Pgbench.in(server.folder(), server.database());
    var ours = new ArrayList<Wrk>();
    var peer = new ArrayList<Double>();
    report();
    for (var run = 0; run < RUNS; run++) {
      ours.add(report());
      peer.add(pgbench.perSecond(Wrk.CONNECTIONS, UPDATE_SECONDS));
    }
    var ourRate = median(ours.stream().map(Wrk::perSecond).toList());
    return List.of(
        Row.of("durable report, 2,000 devices", ourRate, "req/s")
            .atLeast(REPORT_RATIO, median(peer)),
        Row.of("durable report: p99", median(ours.stream().map(Wrk::p99Millis).toList()), "ms"));
  }

  /** Numbers begin at the clock's milliseconds with room between, so each run's are new. */
  private Wrk report() {
    var text = REPORT.replace("START", System.currentTimeMillis() + "000");
    var body = "local report = [==[" + body() + "]==]\n";
    return Wrk.run(server.url(), script("report.lua", body + TURN + text));
  }

  private static String body() {
    var report =
        new StateReport(
            Protocol.CURRENT,
            1,
            Instant.now(),
            "simulated",
            Phase.IDLE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            List.of());
    return Json.write(report).replace("\"sequence\":1", "\"sequence\":SEQUENCE");
  }

  private List<HttpResponse<byte[]>> states() throws InterruptedException {
    var answers = new ArrayList<HttpResponse<byte[]>>();
    try (var http = HttpClient.newHttpClient()) {
      for (var token : tokens) {
        answers.add(http.send(state(token).build(), BodyHandlers.ofByteArray()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("could not ask for the targets", e);
    }
    return answers;
  }

  private void requireUnchanged(List<String> etags) throws InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      for (var place = 0; place < tokens.size(); place++) {
        var request = state(tokens.get(place)).header("If-None-Match", etags.get(place)).build();
        var status = http.send(request, BodyHandlers.discarding()).statusCode();
        if (status != UNCHANGED) {
          throw new IllegalStateException("an unchanged poll is answered by " + status);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("could not poll", e);
    }
  }

  private HttpRequest.Builder state(String token) {
    return HttpRequest.newBuilder(URI.create(server.url() + "/device/v1/state"))
        .header("Authorization", "Bearer " + token);
  }

  private Path script(String name, String text) {
    try {
      return Files.writeString(
          server.folder().resolve(name), list("tokens", tokens) + text + Wrk.DONE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String list(String name, List<String> values) {
    var quoted = values.stream().map(value -> "'" + value + "'").toList();
    return "local %s = {%s}\n".formatted(name, String.join(",\n", quoted));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double median(List<Double> values) {
    return new Samples(values).median();
  }
}
