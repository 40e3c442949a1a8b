package fleet.cli.demo;

import fleet.cli.machine.EngineSocket;
import fleet.cli.machine.MachineException;
import fleet.cli.machine.OwnerOnlyFile;
import fleet.cli.machine.ProcessRef;
import fleet.cli.machine.Program;
import fleet.contract.Json;
import fleet.contract.device.Registered;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.DeviceName;
import fleet.contract.identity.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A real supervisor, in a process of its own. */
record DeviceProcess(ProcessRef process, EngineSocket engine, DemoFolder folder)
    implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

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
          .map(started -> new DeviceProcess(started, place.device(), folder).remembered())
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

  /** The one of a demo that was killed before it could end it. */
  static Optional<DeviceProcess> leftIn(DemoFolder folder) {
    return started(folder)
        .read()
        .map(text -> Json.read(text, Started.class))
        .map(left ->
            new DeviceProcess(left.process(), new EngineSocket(Path.of(left.engine())), folder));
  }

  /** Ends it, and removes what it ran. */
  @Override
  public void close() {
    process.end(PATIENCE);
    registered()
        .filter(_ -> engine.answers())
        .ifPresent(device -> new DeviceTraces(engine, device).remove());
  }

  /** What the supervisor wrote down when it joined. */
  private Optional<DeviceId> registered() {
    return new OwnerOnlyFile(folder.device().resolve("registration.json"))
        .read()
        .map(text -> Json.read(text, Registered.class).device());
  }

  /** Ends with its demo, or with the next one. */
  private DeviceProcess remembered() {
    started(folder).write(Json.write(new Started(process, engine.path().toString())));
    return this;
  }

  private static OwnerOnlyFile started(DemoFolder folder) {
    return new OwnerOnlyFile(folder.path().resolve("device.json"));
  }

  private record Started(ProcessRef process, String engine) {}

  private static MachineException ended(DemoFolder folder) {
    try (var lines = java.nio.file.Files.lines(folder.supervisorLog())) {
      var last = lines.reduce("", (_, line) -> line);
      return new MachineException("the supervisor ended: " + last, "");
    } catch (IOException e) {
      throw new UncheckedIOException("the supervisor ended", e);
    }
  }
}
