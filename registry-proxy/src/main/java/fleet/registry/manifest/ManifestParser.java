package fleet.registry.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import fleet.contract.Json;
import fleet.contract.release.Digest;
import fleet.registry.problem.ErrorCode;
import fleet.registry.problem.RegistryException;
import fleet.registry.request.DigestText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one manifest. */
final class ManifestParser {
  private static final int SCHEMA_VERSION = 2;

  private final byte[] content;
  private final String contentType;

  ManifestParser(byte[] content, String contentType) {
    this.content = content;
    this.contentType = contentType;
  }

  Manifest parse() {
    var root = readTree();
    var type = type(root);
    if (root.path("schemaVersion").asInt() != SCHEMA_VERSION) {
      throw invalid("schemaVersion is not 2");
    }
    if (root.has("layers") && root.has("manifests")) {
      throw invalid("it is both an image and an index");
    }
    var digest = Digest.of(content);
    var subject = root.has("subject") ? Optional.of(digest(root.path("subject"))) : none();
    var artifactType = artifactType(root);
    var annotations = annotations(root.path("annotations"));
    return type.isIndex()
        ? new Manifest(type, digest, List.of(), manifests(root), subject, artifactType, annotations)
        : new Manifest(type, digest, blobs(root), List.of(), subject, artifactType, annotations);
  }

  private static Optional<Digest> none() {
    return Optional.empty();
  }

  private JsonNode readTree() {
    try {
      var root = Json.mapper().readTree(content);
      if (root.isObject()) {
        return root;
      }
      throw invalid("it is not a JSON object");
    } catch (IOException e) {
      throw invalid("it is not JSON");
    }
  }

  /** Two readers must not see two types: the header and the field agree. */
  private MediaType type(JsonNode root) {
    var field = root.path("mediaType").asText("");
    if (!field.isEmpty() && !contentType.isEmpty() && !field.equals(contentType)) {
      throw invalid("its mediaType differs from the Content-Type");
    }
    return MediaType.parse(contentType.isEmpty() ? field : contentType)
        .orElseThrow(() -> invalid("its media type is not one that is kept here"));
  }

  private static List<Digest> blobs(JsonNode root) {
    var digests = new ArrayList<Digest>();
    digests.add(digest(root.path("config")));
    for (var layer : array(root, "layers")) {
      var digest = digest(layer);
      if (!isElsewhere(layer)) {
        digests.add(digest);
      }
    }
    return digests.stream().distinct().toList();
  }

  private static List<Digest> manifests(JsonNode root) {
    var digests = new ArrayList<Digest>();
    array(root, "manifests").forEach(entry -> digests.add(digest(entry)));
    return digests.stream().distinct().toList();
  }

  /** Layers that may not be redistributed name where they are instead. */
  private static boolean isElsewhere(JsonNode layer) {
    return !layer.path("urls").isEmpty();
  }

  private static JsonNode array(JsonNode root, String name) {
    var node = root.path(name);
    if (!node.isArray()) {
      throw invalid(name + " is not a list");
    }
    return node;
  }

  private static Digest digest(JsonNode descriptor) {
    if (!descriptor.path("size").isIntegralNumber() || descriptor.path("size").asLong() < 0) {
      throw invalid("a descriptor has no size");
    }
    return DigestText.parse(descriptor.path("digest").asText(""));
  }

  private static Optional<String> artifactType(JsonNode root) {
    var own = root.path("artifactType").asText("");
    var type = own.isEmpty() ? root.path("config").path("mediaType").asText("") : own;
    return Optional.of(type).filter(text -> !text.isEmpty());
  }

  private static Map<String, String> annotations(JsonNode node) {
    var values = new LinkedHashMap<String, String>();
    node.properties().forEach(entry -> values.put(entry.getKey(), entry.getValue().asText()));
    return values;
  }

  private static RegistryException invalid(String reason) {
    return new RegistryException(
        ErrorCode.MANIFEST_INVALID, "the manifest is not valid: " + reason);
  }
}
