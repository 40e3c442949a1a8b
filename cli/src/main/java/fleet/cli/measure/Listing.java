package fleet.cli.measure;

import fleet.cli.machine.Program;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The list of 100,000 devices, filtered in several ways. */
record Listing(ServerRun server, String key) {
  private static final String FLEET = "estate";
  private static final int ROUNDS = 50;
  private static final double P99_MILLIS = 100;
  private static final Duration FILLING = Duration.ofMinutes(3);

  /** What is asked for, one after the other, with what makes it hard. */
  private static final List<String> QUERIES =
      List.of(
          "",
          "tag.site = \"site-7\"",
          "tag.site = \"site-7\" and status = online and release < 1.4.0",
          "not tag.site = \"site-7\" and status = offline",
          "release < 1.4.0",
          "status = online and seen < 5m",
          "tag.nothing = \"of-the-kind\"",
          "note = \"no device has this note\"");

  /** Devices with tags, half of them here, on twenty releases. */
  private static final String FILL =
      """
      insert into api.releases (id, fleet, revision, version, build, commit, state, created_at, document)
      select gen_random_uuid(), 'FLEET', n, '1.' || n || '.0', gen_random_uuid(), md5(n::text),
        'final', now(), '{}' from generate_series(1, 20) n;
      insert into api.devices (id, fleet, name, public_key, type, platform, supervisor_version,
        created_at, tags)
      select gen_random_uuid(), 'FLEET', 'device-' || lpad(n::text, 6, '0'), 'key-' || n,
        'generic', 'linux/arm64', '0.1.0', now(),
        jsonb_build_object('site', 'site-' || n % 100, 'rack', 'rack-' || n % 1000)
      from generate_series(1, 100000) n;
      insert into api.device_states (device, online, online_until, last_seen, running)
      select d.id, d.number % 2 = 0, now() + '1 day', now(), r.id
      from (select id, row_number() over (order by name) as number from api.devices
        where fleet = 'FLEET') d
      join (select id, revision from api.releases where fleet = 'FLEET') r
        on r.revision = d.number % 20 + 1
      on conflict do nothing;
      analyze api.devices, api.device_states, api.releases;
      """;

  static List<Row> of(ServerRun server) throws InterruptedException {
    server.fleet("create", FLEET);
    fill(server);
    var key = server.json("api-key", "add", "measure", "--may", "view").path("key").asText();
    var listing = new Listing(server, key);
    listing.round();
    var times = new ArrayList<Double>();
    for (var round = 0; round < ROUNDS; round++) {
      times.addAll(listing.round());
    }
    var samples = new Samples(times);
    return List.of(
        Row.of("list of 100,000 devices, filtered: median", samples.median(), "ms"),
        Row.of("list of 100,000 devices, filtered: p99", samples.percentile(99), "ms")
            .target(P99_MILLIS));
  }

  private static void fill(ServerRun server) {
    var access = server.database();
    var statements = FILL.replace("FLEET", FLEET).getBytes(StandardCharsets.UTF_8);
    Program.of(
            "psql",
            "--host=127.0.0.1",
            "--port=" + access.path("port").asInt(),
            "--username=fleet",
            "--dbname=fleet",
            "--set=ON_ERROR_STOP=1",
            "--quiet")
        .with("PGPASSWORD", access.path("passwords").path("fleet").asText())
        .within(FILLING)
        .output(new ByteArrayInputStream(statements));
  }

  /** Milliseconds of each query's answer. */
  private List<Double> round() throws InterruptedException {
    var times = new ArrayList<Double>();
    try (var http = HttpClient.newHttpClient()) {
      for (var query : QUERIES) {
        var request = request(query);
        var began = System.nanoTime();
        var answer = http.send(request, BodyHandlers.ofString());
        times.add((System.nanoTime() - began) / 1e6);
        if (answer.statusCode() != 200) {
          throw new IllegalStateException("'%s': %s".formatted(query, answer.body()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("could not list devices", e);
    }
    return times;
  }

  private HttpRequest request(String query) {
    var where = URLEncoder.encode(query, StandardCharsets.UTF_8);
    return HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/devices?where=" + where))
        .header("Authorization", "Bearer " + key)
        .build();
  }
}
