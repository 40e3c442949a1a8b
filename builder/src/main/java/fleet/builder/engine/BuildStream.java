package fleet.builder.engine;

import com.fasterxml.jackson.databind.JsonNode;
import fleet.contract.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The answer of {@code POST /build}: JSON values one after another, {@code
 * {"id":"moby.buildkit.trace","aux":"<base64>"}} and at a failure {@code {"errorDetail":{..}}}.
 */
final class BuildStream {
  private static final String TRACE = "moby.buildkit.trace";

  private BuildStream() {}

  static ImageOutcome read(InputStream body, BuildWatcher watcher) throws IOException {
    var tracker = new StepTracker(watcher);
    var error = Optional.<String>empty();
    try (var values = Json.mapper().readerFor(JsonNode.class).<JsonNode>readValues(body)) {
      while (values.hasNextValue()) {
        var value = values.nextValue();
        if (value.path("id").asText().equals(TRACE)) {
          tracker.take(Trace.read(value.path("aux").binaryValue()));
        }
        error = error.or(() -> EngineError.in(value));
      }
    }
    return error.<ImageOutcome>map(tracker::failure).orElseGet(ImageOutcome.Built::new);
  }
}
