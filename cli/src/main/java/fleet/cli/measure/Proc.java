package fleet.cli.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/** What the kernel says of a process, in MiB (proc(5), smaps_rollup). */
final class Proc {
  private static final double KIB_PER_MIB = 1024;

  private Proc() {}

  /** Resident memory of one process. */
  static double residentMib(long pid) {
    return field(pid, "Rss");
  }

  /** Resident memory of one process, pages that it shares with others divided among them. */
  static double proportionalMib(long pid) {
    return field(pid, "Pss");
  }

  /** Memory that nobody else has and that is not on disk. */
  static double privateDirtyMib(long pid) {
    return field(pid, "Private_Dirty");
  }

  /** Processor time that it used since it began, of all its threads. */
  static Duration cpu(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .orElseThrow(() -> new IllegalStateException("there is no process " + pid));
  }

  private static double field(long pid, String name) {
    var file = Path.of("/proc", Long.toString(pid), "smaps_rollup");
    try {
      var line = Pattern.compile("(?m)^" + name + ":\\s+(\\d+) kB").matcher(Files.readString(file));
      if (!line.find()) {
        throw new IllegalStateException("%s says nothing of %s".formatted(file, name));
      }
      return Long.parseLong(line.group(1)) / KIB_PER_MIB;
    } catch (IOException e) {
      throw new UncheckedIOException("could not read the memory of process " + pid, e);
    }
  }
}
