package fleet.cli.e2e;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A device in the lab's namespace. Mutable, owned by its world. */
final class Device implements AutoCloseable {
  private final World world;
  private final String provisioningKey;
  final String name;
  private @Nullable Process supervisor;
  private String id = "";

  Device(World world, String name, String provisioningKey) {
    this.world = world;
    this.name = name;
    this.provisioningKey = provisioningKey;
  }

  void start() {
    supervisor = command(provisioningKey).start(log());
  }

  /** What it registers with. */
  String provisioningKey() {
    return provisioningKey;
  }

  /** Another device that comes with the same provisioning key; nobody starts it by itself. */
  Device another(String otherName) {
    return new Device(world, otherName, provisioningKey);
  }

  /** Its supervisor in the foreground, for one that is refused. */
  Command.Result run() {
    return command(provisioningKey).run();
  }

  Command command(String key) {
    var words = new ArrayList<String>();
    words.add(world.launcher("fleet-supervisor"));
    words.addAll(world.serverOptions());
    words.addAll(
        List.of(
            "--state",
            world.folder.resolve("device-" + name).toString(),
            "--engine",
            world.lab.deviceEngine().toString(),
            "--name",
            name));
    return Command.of(world.folder, words)
        .inNamespace(world.lab.namespace())
        .with("FLEET_PROVISIONING_KEY", key);
  }

  /** The way a power cut ends it. */
  void kill() {
    if (supervisor != null) {
      World.end(supervisor, true);
    }
  }

  JsonNode show() {
    return world.json("device", "show", name);
  }

  /** Waits until it runs that version, proved healthy. */
  void awaitHealthy(String version) {
    await(name + " runs " + version + " healthy")
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(300))
        .untilAsserted(() ->
            org.assertj.core.api.Assertions.assertThat(show().at("/healthy/version").asText())
                .isEqualTo(version));
  }

  /** What its web service shows, asked through the gateway. */
  String page() {
    return world.fleet("ssh", name, "web", "--", "cat", "/www/index.html").run().succeeded().out();
  }

  /** Ids of this fleet's containers on the engine, sorted. */
  List<String> containers() {
    return docker("ps", "-q", "--no-trunc", "--filter", "label=fleet.device")
        .out()
        .lines()
        .sorted()
        .toList();
  }

  /** Id of the container of one service; of no other device on the same engine. */
  String container(String service) {
    return docker(
            "ps",
            "-q",
            "--no-trunc",
            "--filter",
            "label=fleet.device=" + id(),
            "--filter",
            "label=fleet.service=" + service)
        .out()
        .strip();
  }

  /** The number it has for good, once it was seen. */
  String id() {
    if (id.isEmpty()) {
      id = show().at("/id").asText();
    }
    return id;
  }

  Command.Result docker(String... words) {
    var all = new ArrayList<>(List.of("docker", "-H", world.lab.deviceEngine().toString()));
    all.addAll(List.of(words));
    return Command.of(world.folder, all).run().succeeded();
  }

  Path log() {
    return world.folder.resolve("device-" + name + ".log");
  }

  @Override
  public void close() {
    if (supervisor != null) {
      World.end(supervisor, false);
    }
    var all = docker("ps", "-aq", "--filter", "label=fleet.device").out().lines().toList();
    if (!all.isEmpty()) {
      var words = new ArrayList<>(List.of("rm", "-f", "-v"));
      words.addAll(all);
      docker(words.toArray(String[]::new));
    }
  }
}
