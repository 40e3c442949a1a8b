package fleet.supervisor.channel;

import fleet.contract.Json;
import fleet.contract.client.JsonHttp;
import fleet.contract.device.LogBatch;
import fleet.contract.device.TargetState;
import fleet.supervisor.target.Targets;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** The way without a WebSocket: asks for the target, posts what waits. */
final class Poll {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int OK = 200;
  private static final int NOT_MODIFIED = 304;
  private static final int UNAUTHENTICATED = 401;

  private final HttpClient http;
  private final URI server;
  private final Sessions sessions;
  private final Targets targets;
  private final Outbox outbox;
  private final JsonHttp api;

  Poll(HttpClient http, URI server, Sessions sessions, Targets targets, Outbox outbox) {
    this.http = http;
    this.server = server;
    this.sessions = sessions;
    this.targets = targets;
    this.outbox = outbox;
    this.api = new JsonHttp(http, server, () -> Optional.of(sessions.token()));
  }

  /** One round. */
  void once() throws IOException, InterruptedException {
    fetchTarget();
    outbox.sendAgain();
    outbox
        .takeReport()
        .filter(report -> !outbox.isStored(report.sequence()))
        .ifPresent(report -> {
          api.post("/device/v1/report", report);
          outbox.stored(report.sequence());
        });
    for (var batch = outbox.takeLogs(); batch.isPresent(); batch = outbox.takeLogs()) {
      post(batch.get());
    }
  }

  private void post(LogBatch batch) {
    var done = false;
    try {
      api.post("/device/v1/logs", batch);
      done = true;
    } finally {
      if (!done) {
        outbox.putBack(batch);
      }
    }
  }

  private void fetchTarget() throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(server + "/device/v1/state"))
            .timeout(PATIENCE)
            .setHeader("Authorization", "Bearer " + sessions.token().reveal());
    targets.current().ifPresent(known -> request.setHeader("If-None-Match", known.etag()));
    var response = http.send(request.GET().build(), BodyHandlers.ofByteArray());
    switch (response.statusCode()) {
      case OK ->
          targets.accept(
              new Targets.Received(
                  response.headers().firstValue("ETag").orElse(""),
                  Json.read(response.body(), TargetState.class)));
      case NOT_MODIFIED -> {}
      case UNAUTHENTICATED -> {
        sessions.forget();
        throw new IOException("the server does not take the device's token any more");
      }
      default -> throw new IOException("the server answered " + response.statusCode());
    }
  }
}
