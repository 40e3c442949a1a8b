package fleet.cli.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import fleet.cli.machine.EngineSocket;
import fleet.cli.machine.MachineException;
import fleet.cli.machine.ProcessRef;
import fleet.cli.machine.Program;
import fleet.contract.Json;
import fleet.contract.identity.DeviceName;
import fleet.contract.identity.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** A real supervisor, in a process of its own. */
record DeviceProcess(ProcessRef process, EngineSocket engine, DemoFolder folder)
    implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String OURS =
      URLEncoder.encode("{\"label\":[\"fleet.device\"]}", StandardCharsets.UTF_8);

  /** Starts it with a key that lets it register once. */
  static DeviceProcess start(
      Home home, Place place, URI server, DeviceName name, DemoFolder folder, Secret key) {
    var words =
        place.onDevice(
            List.of(
                home.supervisor(),
                "--server",
                server.toString(),
                "--state",
                folder.device().toString(),
                "--engine",
                place.device().uri().toString(),
                "--name",
                name.value()));
    try {
      var process =
          Program.of(words)
              // Not an argument: anybody may list those of a process.
              .with("FLEET_PROVISIONING_KEY", key.reveal())
              .with("FLEET_JAVA_HOME", System.getProperty("java.home", ""))
              .builder()
              .redirectErrorStream(true)
              .redirectOutput(folder.supervisorLog().toFile())
              .start();
      process.getOutputStream().close();
      return ProcessRef.find(process.pid())
          .map(started -> new DeviceProcess(started, place.device(), folder))
          .orElseThrow(() -> ended(folder));
    } catch (IOException e) {
      throw new UncheckedIOException("could not start the supervisor", e);
    }
  }

  /**
   * Fails with the supervisor's own words when it ended.
   *
   * @throws MachineException when it is gone
   */
  void requireAlive() {
    if (!process.isAlive()) {
      throw ended(folder);
    }
  }

  /** Ends it, and removes what it ran: on a shared engine that would stay. */
  @Override
  public void close() {
    process.end(PATIENCE);
    try {
      var containers = Json.mapper().readTree(engine.get("/containers/json?all=1&filters=" + OURS));
      containers.forEach(container ->
          engine.delete("/containers/%s?force=1&v=1".formatted(container.path("Id").asText())));
      var networks = Json.mapper().readTree(engine.get("/networks?filters=" + OURS));
      networks.forEach(network -> engine.delete("/networks/" + network.path("Id").asText()));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("the engine does not list its containers", e);
    }
  }

  private static MachineException ended(DemoFolder folder) {
    try (var lines = java.nio.file.Files.lines(folder.supervisorLog())) {
      var last = lines.reduce("", (_, line) -> line);
      return new MachineException("the supervisor ended: " + last, "");
    } catch (IOException e) {
      throw new UncheckedIOException("the supervisor ended", e);
    }
  }
}
