package fleet.builder.engine;

import com.fasterxml.jackson.databind.JsonNode;
import fleet.contract.Json;
import fleet.contract.release.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The answer of {@code POST /images/NAME/push}: JSON values one after another. An engine with its
 * graph driver ends with {@code {"aux":{"Digest":".."}}}; one with containerd's store says it in
 * its last line alone, {@code {"status":"TAG: digest: sha256:.. size: 695"}}.
 */
final class PushStream {
  private static final Pattern LAST =
      Pattern.compile(": digest: (sha256:[0-9a-f]{64}) size: \\d+$");

  private PushStream() {}

  /**
   * The digest of the manifest.
   *
   * @throws EngineException when it was not pushed
   */
  static Digest read(InputStream body) throws IOException {
    var digest = Optional.<Digest>empty();
    try (var values = Json.mapper().readerFor(JsonNode.class).<JsonNode>readValues(body)) {
      while (values.hasNextValue()) {
        var value = values.nextValue();
        EngineError.in(value)
            .ifPresent(reason -> {
              throw EngineException.refused("push", reason);
            });
        var known = digest;
        digest = digest(value).or(() -> known);
      }
    }
    return digest.orElseThrow(() -> EngineException.refused("push", "it gave no digest"));
  }

  private static Optional<Digest> digest(JsonNode value) {
    var told = value.path("aux").path("Digest");
    if (told.isTextual()) {
      return Optional.of(Digest.parse(told.asText()));
    }
    var last = LAST.matcher(value.path("status").asText());
    return last.find() ? Optional.of(Digest.parse(last.group(1))) : Optional.empty();
  }
}
