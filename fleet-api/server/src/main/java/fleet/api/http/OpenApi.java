package fleet.api.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fleet.api.schema.Schemas;
import fleet.contract.Json;
import fleet.contract.problem.Problem;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The endpoints as OpenAPI 3.1. Beyond the standard, {@code x-fleet-access} tells who may call a
 * route, {@code x-fleet-line} the schema of each line or event of a stream, and {@code
 * x-fleet-socket} what is said and heard on a WebSocket. Makes one document.
 */
final class OpenApi {
  private final Schemas schemas = new Schemas();

  ObjectNode document(List<Endpoint> endpoints) {
    var document = Json.mapper().createObjectNode().put("openapi", "3.1.1");
    document
        .putObject("info")
        .put("title", "Fleet")
        .put("version", "1")
        .put("description", "What people, devices and Fleet's own servers ask of its API.")
        .putObject("license")
        .put("name", "Apache License 2.0")
        .put("identifier", "Apache-2.0");
    document.putArray("servers").addObject().put("url", "/");
    var tags = document.putArray("tags");
    for (var tag : Audience.values()) {
      tags.addObject().put("name", tag.label()).put("description", tag.meaning());
    }
    var paths = document.putObject("paths");
    for (var endpoint : endpoints) {
      var method = endpoint.method().name().toLowerCase(Locale.ROOT);
      paths.withObjectProperty(endpoint.path()).set(method, operation(endpoint));
    }
    components(document.putObject("components"));
    return document;
  }

  private ObjectNode operation(Endpoint endpoint) {
    var operation = Json.mapper().createObjectNode();
    operation.put("operationId", OperationName.of(endpoint)).put("summary", endpoint.summary());
    operation.putArray("tags").add(Audience.of(endpoint).label());
    new Parameters(schemas).add(endpoint, operation);
    new Bodies(schemas).add(endpoint, operation);
    access(endpoint.guard(), operation);
    return operation;
  }

  private static void access(Guard guard, ObjectNode operation) {
    var security = operation.putArray("security");
    var access = operation.putObject("x-fleet-access");
    switch (guard) {
      case Guard.Anybody _ -> access.put("who", "anybody");
      case Guard.Signed(var action, var subject) -> {
        security.addObject().putArray("person");
        access.put("who", "person").put("action", action.name()).put("subject", subject.name());
      }
      case Guard.Device _ -> {
        security.addObject().putArray("device");
        access.put("who", "device");
      }
      case Guard.Server _ -> {
        security.addObject().putArray("server");
        access.put("who", "server");
      }
    }
  }

  private void components(ObjectNode components) {
    components.set("responses", Refusals.components(schemas.of(Problem.class)));
    var bearers = components.putObject("securitySchemes");
    bearer(bearers, "person", "A token of a sign-in, or an API key.");
    bearer(bearers, "device", "A device's access token, from /device/v1/session.");
    bearer(bearers, "server", "The key that Fleet's servers share.");
    components.set("schemas", schemas.definitions("components/schemas"));
  }

  private static void bearer(ObjectNode bearers, String name, String meaning) {
    bearers.putObject(name).put("type", "http").put("scheme", "bearer").put("description", meaning);
  }

  /** For whom a route is made. */
  private enum Audience {
    OPERATOR("What people and their tools ask."),
    DEVICE("What devices ask and say."),
    INTERNAL("What Fleet's servers ask of each other.");

    private final String meaning;

    Audience(String meaning) {
      this.meaning = meaning;
    }

    static Audience of(Endpoint endpoint) {
      if (endpoint.path().startsWith("/internal/")) {
        return INTERNAL;
      }
      return endpoint.path().startsWith("/device/") ? DEVICE : OPERATOR;
    }

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    String meaning() {
      return meaning;
    }
  }

  /** Names as generated clients use them: {@code listFleetReleases}, {@code getFleetRelease}. */
  private static final class OperationName {
    private OperationName() {}

    static String of(Endpoint endpoint) {
      var path = endpoint.path().replaceFirst("^/api/v1/|/v1(?=/)", "/").substring(1);
      // A thing is named by its parameter, and not by the list in which it stands.
      var single = path.replaceAll("[^/]+/\\{([^}]+)}", "$1");
      return verb(endpoint)
          + Stream.of(single.split("[^A-Za-z0-9]+"))
              .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
              .collect(Collectors.joining());
    }

    private static boolean isList(Gives gives) {
      return gives instanceof Gives.PageOf || gives instanceof Gives.AllOf;
    }

    private static String verb(Endpoint endpoint) {
      return isList(endpoint.gives()) ? "list" : endpoint.method().name().toLowerCase(Locale.ROOT);
    }
  }
}
