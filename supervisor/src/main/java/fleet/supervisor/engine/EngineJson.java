package fleet.supervisor.engine;

import fleet.contract.codec.Tree;
import fleet.contract.device.ContainerState;
import fleet.contract.device.Health;
import fleet.contract.release.Digest;
import fleet.supervisor.plan.ContainerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the Engine API's answers. */
final class EngineJson {
  private static final List<String> SHELL = List.of("/bin/sh", "-c");
  private static final String UNTAGGED = "<none>";

  private EngineJson() {}

  /** From {@code GET /containers/ID/json}. */
  static EngineContainer container(Tree json) {
    var state = json.path("State");
    var status = status(state.path("Status").text());
    return new EngineContainer(
        new ContainerId(json.path("Id").text()),
        json.path("Name").text().replaceFirst("^/", ""),
        json.path("Config").path("Labels").texts(),
        status,
        health(state.path("Health").path("Status").text()),
        json.path("RestartCount").number(),
        status == ContainerState.EXITED || status == ContainerState.RESTARTING
            ? Optional.of(state.path("ExitCode").number())
            : Optional.empty(),
        healthTest(json),
        json.path("NetworkSettings").path("Networks").texts().keySet());
  }

  private static Optional<HealthTest> healthTest(Tree json) {
    var state = json.path("State");
    var test = json.path("Config").path("Healthcheck").path("Test");
    var words = test.items().stream().map(Tree::text).toList();
    if (words.size() < 2 || !state.path("Health").path("Status").text().equals("starting")) {
      return Optional.empty();
    }
    var command = new ArrayList<String>();
    if (words.getFirst().equals("CMD-SHELL")) {
      var shell = json.path("Config").path("Shell").items().stream().map(Tree::text).toList();
      command.addAll(shell.isEmpty() ? SHELL : shell);
    }
    command.addAll(words.subList(1, words.size()));
    return Optional.of(new HealthTest(command, state.path("StartedAt").text()));
  }

  /** From one entry of {@code GET /images/json}, or from {@code GET /images/REF/json}. */
  static EngineImage image(Tree json) {
    var references = new ArrayList<String>();
    json.path("RepoTags").items().forEach(tag -> references.add(tag.text()));
    json.path("RepoDigests").items().forEach(digest -> references.add(digest.text()));
    references.removeIf(reference -> reference.contains(UNTAGGED));
    var layers = new ArrayList<Digest>();
    json.path("RootFS")
        .path("Layers")
        .items()
        .forEach(layer -> layers.add(Digest.parse(layer.text())));
    return new EngineImage(json.path("Id").text(), references, layers);
  }

  static List<String> names(Tree list) {
    var names = new ArrayList<String>();
    list.items().forEach(item -> names.add(item.path("Name").text()));
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
}
