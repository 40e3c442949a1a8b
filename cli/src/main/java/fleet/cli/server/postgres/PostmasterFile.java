package fleet.cli.server.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What {@code postmaster.pid} tells; PostgreSQL writes it line by line (pidfile.h).
 *
 * <pre>
 * 1 pid   2 data folder   3 start time   4 port   5 socket folder   6 address   7 shared memory   8 status
 * </pre>
 *
 * @param status empty while the line is not written yet
 */
record PostmasterFile(long pid, int port, String status) {
  private static final int PID = 0;
  private static final int PORT = 3;
  private static final int STATUS = 7;

  static Path of(Path cluster) {
    return cluster.resolve("postmaster.pid");
  }

  /** Reads it; nothing when there is none or it is not one. */
  static Optional<PostmasterFile> read(Path cluster) {
    try {
      return parse(Files.readAllLines(of(cluster)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  static Optional<PostmasterFile> parse(List<String> lines) {
    var pid = number(lines, PID);
    if (pid < 1) {
      return Optional.empty();
    }
    var status = lines.size() > STATUS ? lines.get(STATUS).strip() : "";
    return Optional.of(new PostmasterFile(pid, (int) Math.max(0, number(lines, PORT)), status));
  }

  boolean isReady() {
    return status.equals("ready") && port > 0;
  }

  /** Says whether that process still runs and works in this cluster, as every postmaster does. */
  boolean isRunningIn(Path cluster) {
    return worksIn(Path.of("/proc", Long.toString(pid)), cluster);
  }

  /** Says whether any process works in this cluster: a backend may outlive its postmaster. */
  static boolean isAnyRunningIn(Path cluster) {
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      return processes.anyMatch(process -> worksIn(process, cluster));
    } catch (IOException e) {
      return true;
    }
  }

  private static boolean worksIn(Path process, Path cluster) {
    try {
      return Files.readSymbolicLink(process.resolve("cwd")).equals(cluster.toRealPath());
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  private static long number(List<String> lines, int line) {
    var text = lines.size() > line ? lines.get(line).strip() : "";
    return text.matches("[0-9]{1,10}") ? Long.parseLong(text) : -1;
  }
}
