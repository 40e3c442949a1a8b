package fleet.supervisor.exec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A command as the host sees it. The engine cannot end what it started in a running container, so a
 * shell whose person is gone would stay for ever; from the host it can be killed. Where the host's
 * processes are not seen (another process namespace) nothing is done.
 */
record ContainerProcess(String container, long pid) {
  void kill() throws IOException {
    if (pid > 0 && isOfContainer()) {
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  /** Process ids are used again: only one in the control group of that container is meant. */
  private boolean isOfContainer() throws IOException {
    var groups = Path.of("/proc", Long.toString(pid), "cgroup");
    return Files.isReadable(groups) && Files.readString(groups).contains(container);
  }
}
