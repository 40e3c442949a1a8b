package fleet.supervisor.engine;

import com.fasterxml.jackson.databind.JsonNode;
import fleet.contract.device.ContainerState;
import fleet.contract.device.Health;
import fleet.contract.release.Digest;
import fleet.supervisor.plan.ContainerId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the Engine API's answers. */
final class EngineJson {
  private static final String UNTAGGED = "<none>";

  private EngineJson() {}

  /** From {@code GET /containers/ID/json}. */
  static EngineContainer container(JsonNode json) {
    var state = json.path("State");
    var status = status(state.path("Status").asText());
    return new EngineContainer(
        new ContainerId(json.path("Id").asText()),
        json.path("Name").asText().replaceFirst("^/", ""),
        texts(json.path("Config").path("Labels")),
        status,
        health(state.path("Health").path("Status").asText()),
        json.path("RestartCount").asInt(),
        status == ContainerState.EXITED || status == ContainerState.RESTARTING
            ? Optional.of(state.path("ExitCode").asInt())
            : Optional.empty());
  }

  /** From one entry of {@code GET /images/json}, or from {@code GET /images/REF/json}. */
  static EngineImage image(JsonNode json) {
    var references = new ArrayList<String>();
    json.path("RepoTags").forEach(tag -> references.add(tag.asText()));
    json.path("RepoDigests").forEach(digest -> references.add(digest.asText()));
    references.removeIf(reference -> reference.contains(UNTAGGED));
    var layers = new ArrayList<Digest>();
    json.path("RootFS").path("Layers").forEach(layer -> layers.add(Digest.parse(layer.asText())));
    return new EngineImage(json.path("Id").asText(), references, layers);
  }

  static List<String> names(JsonNode list) {
    var names = new ArrayList<String>();
    list.forEach(item -> names.add(item.path("Name").asText()));
    return names;
  }

  private static ContainerState status(String text) {
    return switch (text) {
      case "created" -> ContainerState.CREATED;
      case "running", "paused" -> ContainerState.RUNNING;
      case "restarting" -> ContainerState.RESTARTING;
      default -> ContainerState.EXITED;
    };
  }

  private static Health health(String text) {
    return switch (text) {
      case "starting" -> Health.STARTING;
      case "healthy" -> Health.HEALTHY;
      case "unhealthy" -> Health.UNHEALTHY;
      default -> Health.NONE;
    };
  }

  private static Map<String, String> texts(JsonNode object) {
    var texts = new HashMap<String, String>();
    object.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
    return texts;
  }
}
