package fleet.cli.simulate;

import fleet.contract.Json;
import fleet.contract.device.ReleaseTarget;
import fleet.contract.device.TargetState;
import fleet.contract.identity.Secret;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** A device that only polls, with the etag of what it has. */
final class Polling {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final int OK = 200;
  private static final int NO_CONTENT = 204;
  private static final int UNCHANGED = 304;

  private final World world;
  private final State state;
  private final Behaviour.Kind kind;
  private Optional<String> etag = Optional.empty();
  private Duration interval = Duration.ofSeconds(10);

  Polling(World world, State state, Behaviour.Kind kind) {
    this.world = world;
    this.state = state;
    this.kind = kind;
  }

  /** Polls until something goes wrong. */
  void run(Secret token) throws IOException, InterruptedException {
    world.tally().pollsNow();
    try {
      while (!Thread.currentThread().isInterrupted()) {
        take(token, poll(token));
        Thread.sleep(interval);
      }
    } finally {
      world.tally().pollsNoMore();
    }
  }

  private void take(Secret token, State.Wanted asked) throws IOException, InterruptedException {
    asked.variables().ifPresent(world.tally()::toldVariables);
    if (asked.release().isPresent()) {
      update(token, asked.release().get());
    } else if (asked.tells()) {
      report(token);
    }
  }

  private State.Wanted poll(Secret token) throws IOException, InterruptedException {
    var request = request("/device/v1/state", token).GET();
    etag.ifPresent(known -> request.header("If-None-Match", known));
    var answer = world.http().send(request.build(), BodyHandlers.ofByteArray());
    require(answer, OK, UNCHANGED);
    world.tally().polled(answer.statusCode() == OK);
    if (answer.statusCode() == UNCHANGED) {
      return State.Wanted.NOTHING;
    }
    etag = answer.headers().firstValue("ETag");
    var wanted = Json.read(answer.body(), TargetState.class);
    interval = wanted.reportInterval();
    world.tally().target();
    return state.take(wanted);
  }

  private void update(Secret token, ReleaseTarget release)
      throws IOException, InterruptedException {
    world.tally().told(release.id(), release.version());
    report(token);
    Thread.sleep(world.behaviour().update());
    state.finish(release.id());
    report(token);
  }

  private void report(Secret token) throws IOException, InterruptedException {
    if (kind.isSilent()) {
      return;
    }
    var report = state.report();
    var body = BodyPublishers.ofByteArray(Json.writeBytes(report));
    var request = request("/device/v1/report", token).POST(body).build();
    require(world.http().send(request, BodyHandlers.ofByteArray()), OK, NO_CONTENT);
    world.tally().reported();
    state.stored(report.sequence());
  }

  private HttpRequest.Builder request(String path, Secret token) {
    return HttpRequest.newBuilder(world.server().resolve(path))
        .timeout(TIMEOUT)
        .header("Authorization", "Bearer " + token.reveal());
  }

  private static void require(HttpResponse<?> answer, int one, int other)
      throws Connection.RefusedException {
    var status = answer.statusCode();
    if (status != one && status != other) {
      throw new Connection.RefusedException(status, "refused: HTTP " + status);
    }
  }
}
