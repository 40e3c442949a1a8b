package fleet.supervisor.engine;

import fleet.contract.codec.Tree;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One command in a container, of which only the exit code matters. */
final class Probe {
  private static final int MAX_OUTPUT = 64 * 1024;
  private static final int TRIES = 50;
  private static final long BETWEEN_TRIES = 20;

  private final DockerEngine engine;

  Probe(DockerEngine engine) {
    this.engine = engine;
  }

  /** Returns when the command has ended, or has printed more than a test has to say. */
  boolean passes(String container, List<String> command) {
    var order = Map.of("AttachStdout", true, "AttachStderr", true, "Cmd", command);
    var id =
        engine
            .post("/containers/%s/exec".formatted(container), Optional.of(order))
            .path("Id")
            .text();
    var path = "/exec/%s/start".formatted(id);
    var start = Map.of("Detach", false, "Tty", false);
    try (var answer = engine.send("POST", path, Optional.of(start), DockerEngine.PATIENCE)) {
      DockerEngine.check(answer, Set.of());
      return answer.body().readNBytes(MAX_OUTPUT).length < MAX_OUTPUT && endedWell(id);
    } catch (IOException e) {
      throw DockerEngine.brokenOff(path, e);
    }
  }

  /** The engine may notice the end a moment after the output's. */
  private boolean endedWell(String id) {
    var state = state(id);
    for (var tries = 1; state.path("Running").truth() && tries < TRIES; tries++) {
      pause();
      state = state(id);
    }
    return !state.path("Running").truth() && state.path("ExitCode").text().equals("0");
  }

  private Tree state(String id) {
    return engine.get("/exec/%s/json".formatted(id)).orElseThrow();
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN_TRIES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineException("interrupted", e);
    }
  }
}
