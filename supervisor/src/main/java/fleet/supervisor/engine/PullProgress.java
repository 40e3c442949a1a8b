package fleet.supervisor.engine;

import com.fasterxml.jackson.databind.JsonNode;
import fleet.contract.Json;

/** One line of a pull: {@code {"status":..,"id":..}}, or {@code {"error":".."}} and the end. */
final class PullProgress {
  private PullProgress() {}

  static void check(String line) {
    var error = Json.read(line, JsonNode.class).path("error").asText();
    if (!error.isEmpty()) {
      throw new EngineException(error);
    }
  }
}
