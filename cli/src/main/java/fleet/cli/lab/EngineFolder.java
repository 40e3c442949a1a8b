package fleet.cli.lab;

import fleet.cli.machine.EngineSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where one dockerd keeps its things.
 *
 * @param run sockets, state and log, gone with it
 * @param data images, layers and volumes
 */
record EngineFolder(Path run, Path data) {
  EngineSocket socket() {
    return new EngineSocket(run.resolve("docker.sock"));
  }

  Path exec() {
    return run.resolve("exec");
  }

  Path pidFile() {
    return run.resolve("pid");
  }

  Path config() {
    return run.resolve("daemon.json");
  }

  /** Writes what only a file can tell it. */
  void configure(String json) {
    try {
      Files.createDirectories(run);
      Files.writeString(config(), json);
    } catch (IOException e) {
      throw new UncheckedIOException("could not write " + config(), e);
    }
  }

  Path log() {
    return run.resolve("log");
  }
}
