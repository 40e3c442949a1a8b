package fleet.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import fleet.contract.Json;
import fleet.contract.release.Digest;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The document of all routes, made when first asked for. Thread-safe. */
final class PublishedContract {
  private Optional<Made> made = Optional.empty();

  private record Made(String etag, JsonNode document) {}

  Answer answer(Call call, Supplier<List<Endpoint>> endpoints) {
    var contract = made(endpoints);
    return call.header("If-None-Match").filter(contract.etag()::equals).isPresent()
        ? new Answer.Unchanged(contract.etag())
        : new Answer.Tagged(contract.etag(), contract.document());
  }

  private synchronized Made made(Supplier<List<Endpoint>> endpoints) {
    var contract = made.orElseGet(() -> make(endpoints.get()));
    made = Optional.of(contract);
    return contract;
  }

  private static Made make(List<Endpoint> endpoints) {
    var document = new OpenApi().document(endpoints);
    return new Made("\"%s\"".formatted(Digest.of(Json.writeBytes(document)).hex()), document);
  }
}
