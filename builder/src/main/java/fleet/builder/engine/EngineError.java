package fleet.builder.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** The error in one value of an engine's stream: {@code {"errorDetail":{"message":".."}}}. */
final class EngineError {
  private EngineError() {}

  static Optional<String> in(JsonNode value) {
    var message = value.path("errorDetail").path("message");
    return message.isTextual() ? Optional.of(message.asText()) : Optional.empty();
  }
}
