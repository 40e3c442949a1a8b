package fleet.api.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a request carries in its path, query and headers, as OpenAPI says it. */
final class Parameters {
  private static final Pattern PART = Pattern.compile("\\{([^}]+)}");

  /** What the parts of paths mean, the same in every route. */
  private static final Map<String, String> PARTS =
      Map.ofEntries(
          Map.entry("apiKey", "The id of an API key."),
          Map.entry("build", "The id of a build."),
          Map.entry("device", "The id of a device, or a name that only one device has."),
          Map.entry("digest", "The digest of a part of an image, sha256:..."),
          Map.entry("fingerprint", "The fingerprint of an SSH key, SHA256:..."),
          Map.entry("fleet", "The name of a fleet."),
          Map.entry("group", "The name of a group of devices."),
          Map.entry("identity", "The id of an identity at a provider."),
          Map.entry("invitation", "The id of an invitation."),
          Map.entry("job", "The id of a job, or latest."),
          Map.entry("key", "The id of a key."),
          Map.entry("kind", "Which part of an image, manifests or blobs."),
          Map.entry("other", "The id or version of another release."),
          Map.entry("provider", "The name of a provider."),
          Map.entry("release", "The id of a release; below a fleet its version will do."),
          Map.entry("rollout", "The id of a rollout, or latest."),
          Map.entry("service", "The name of a service."),
          Map.entry("signIn", "The id of a sign-in."),
          Map.entry("type", "The slug of a device type, or another by which it is known."),
          Map.entry("user", "The name of a person."));

  private Parameters() {}

  static void add(Endpoint endpoint, ObjectNode operation) {
    var parameters = operation.putArray("parameters");
    var parts = PART.matcher(endpoint.path());
    while (parts.find()) {
      path(parameters, parts.group(1));
    }
    for (var query : endpoint.query()) {
      optional(parameters, "query", query.name(), query.meaning());
    }
    switch (endpoint.gives()) {
      case Gives.Tagged _ ->
          optional(parameters, "header", "If-None-Match", "The ETag of what the caller has.");
      case Gives.Events _ ->
          optional(parameters, "header", "Last-Event-ID", "The cursor of the last event seen.");
      default -> {}
    }
  }

  private static void path(ArrayNode parameters, String name) {
    var parameter = parameters.addObject().put("name", name).put("in", "path");
    Optional.ofNullable(PARTS.get(name)).ifPresent(said -> parameter.put("description", said));
    text(parameter.put("required", true));
  }

  private static void optional(ArrayNode parameters, String in, String name, String meaning) {
    text(parameters.addObject().put("name", name).put("in", in).put("description", meaning));
  }

  private static void text(ObjectNode parameter) {
    parameter.putObject("schema").put("type", "string");
  }
}
