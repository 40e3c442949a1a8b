package fleet.cli.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A process that may outlive whoever started it.
 *
 * @param startTicks when it began (field 22 of {@code /proc/PID/stat}): a pid alone is used again
 */
public record ProcessRef(long pid, long startTicks) {
  private static final Duration AFTER_KILL = Duration.ofSeconds(5);

  /** State, and what follows it, stand behind the command's name, which may hold anything. */
  private static final int STATE = 0;

  private static final int START_TICKS = 19;

  /** The process that has this pid now. */
  public static Optional<ProcessRef> find(long pid) {
    return stat(pid)
        .filter(fields -> !fields[STATE].equals("Z"))
        .map(fields -> new ProcessRef(pid, Long.parseLong(fields[START_TICKS])));
  }

  /** This process itself. */
  public static ProcessRef self() {
    return find(ProcessHandle.current().pid())
        .orElseThrow(() -> new IllegalStateException("/proc does not show this process"));
  }

  public boolean isAlive() {
    return find(pid).filter(this::equals).isPresent();
  }

  /** Asks it to end, waits so long, and then kills it. Returns when it is gone. */
  public void end(Duration patience) {
    signal(ProcessHandle::destroy);
    if (!Patience.of(patience).until(() -> !isAlive())) {
      signal(ProcessHandle::destroyForcibly);
      Patience.of(AFTER_KILL).until(() -> !isAlive());
    }
  }

  private void signal(Consumer<ProcessHandle> send) {
    if (isAlive()) {
      ProcessHandle.of(pid).ifPresent(send);
    }
  }

  private static Optional<String[]> stat(long pid) {
    try {
      var line = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      return Optional.of(line.substring(line.lastIndexOf(')') + 2).split(" ", -1));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
