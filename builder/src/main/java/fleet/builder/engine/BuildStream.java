package fleet.builder.engine;

import com.fasterxml.jackson.databind.JsonNode;
import fleet.contract.Json;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The answer of {@code POST /build}: JSON values one after another, {@code
 * {"id":"moby.buildkit.trace","aux":"<base64>"}}, at the end {@code {"id":"moby.image.id",..}}, at
 * a failure {@code {"errorDetail":{..}}}. An engine that goes away may end it without either.
 */
final class BuildStream {
  private static final String TRACE = "moby.buildkit.trace";
  private static final String IMAGE = "moby.image.id";

  private BuildStream() {}

  static ImageOutcome read(InputStream body, BuildWatcher watcher) throws IOException {
    var tracker = new StepTracker(watcher);
    var error = Optional.<String>empty();
    var made = false;
    try (var values = Json.mapper().readerFor(JsonNode.class).<JsonNode>readValues(body)) {
      while (values.hasNextValue()) {
        var value = values.nextValue();
        if (value.path("id").asText().equals(TRACE)) {
          tracker.take(Trace.read(value.path("aux").binaryValue()));
        }
        made = made || value.path("id").asText().equals(IMAGE);
        error = error.or(() -> EngineError.in(value));
      }
    }
    if (error.isEmpty() && !made) {
      throw new EOFException("it ends before there is an image");
    }
    return error.<ImageOutcome>map(tracker::failure).orElseGet(ImageOutcome.Built::new);
  }
}
