package fleet.cli.lab;

import fleet.cli.machine.EngineSocket;
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

  Path log() {
    return run.resolve("log");
  }
}
