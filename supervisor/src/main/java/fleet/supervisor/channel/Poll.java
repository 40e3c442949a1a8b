package fleet.supervisor.channel;

import fleet.contract.codec.Records;
import fleet.contract.device.LogBatch;
import fleet.contract.device.TargetState;
import fleet.supervisor.http.Answer;
import fleet.supervisor.http.Http;
import fleet.supervisor.http.JsonApi;
import fleet.supervisor.http.Peer;
import fleet.supervisor.http.Request;
import fleet.supervisor.http.Routes;
import fleet.supervisor.target.Targets;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Optional;

/** The way without a WebSocket: asks for the target, posts what waits. */
final class Poll {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MAX_BYTES = 8 * 1024 * 1024;
  private static final int OK = 200;
  private static final int NOT_MODIFIED = 304;
  private static final int UNAUTHENTICATED = 401;

  private final Http http;
  private final URI server;
  private final Sessions sessions;
  private final Targets targets;
  private final Outbox outbox;
  private final JsonApi api;

  Poll(Http http, URI server, Sessions sessions, Targets targets, Outbox outbox) {
    this.http = http;
    this.server = server;
    this.sessions = sessions;
    this.targets = targets;
    this.outbox = outbox;
    this.api = new JsonApi(http, server, () -> Optional.of(sessions.token()));
  }

  /** One round. */
  void once() throws IOException {
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

  private void fetchTarget() throws IOException {
    var address = URI.create(server + "/device/v1/state");
    var headers = new HashMap<String, String>();
    headers.put("Authorization", "Bearer " + sessions.token().reveal());
    targets.current().ifPresent(known -> headers.put("If-None-Match", known.etag()));
    var request = Request.get(Routes.of(address), headers);
    try (var answer = http.send(Peer.of(address), request, PATIENCE)) {
      accept(answer);
    }
  }

  private void accept(Answer answer) throws IOException {
    switch (answer.status()) {
      case OK ->
          targets.accept(
              new Targets.Received(
                  answer.header("ETag").orElse(""),
                  Records.read(answer.bytes(MAX_BYTES), TargetState.class)));
      case NOT_MODIFIED -> {}
      case UNAUTHENTICATED -> {
        sessions.forget();
        throw new IOException("the server does not take the device's token any more");
      }
      default -> throw new IOException("the server answered " + answer.status());
    }
  }
}
