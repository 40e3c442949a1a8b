package fleet.cli.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Every command line that any user of this machine could list while something ran. */
final class ProcessList {
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private volatile boolean watching = true;

  /** What was done, and what was seen meanwhile. */
  record Watched<T>(T result, Set<String> commandLines) {}

  static <T> Watched<T> during(Supplier<T> work) {
    var list = new ProcessList();
    var watcher = Thread.ofPlatform().name("process-list").start(list::watch);
    try {
      var result = work.get();
      list.watching = false;
      watcher.join();
      return new Watched<>(result, Set.copyOf(list.seen));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while watching processes", e);
    } finally {
      list.watching = false;
    }
  }

  private void watch() {
    do {
      look();
    } while (watching);
  }

  private void look() {
    try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (var process : processes) {
        seen.add(commandLine(process));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Empty when the process is gone already. */
  private static String commandLine(Path process) throws IOException {
    try {
      return new String(Files.readAllBytes(process.resolve("cmdline")), UTF_8).replace('\0', ' ');
    } catch (NoSuchFileException e) {
      return "";
    } catch (IOException e) {
      if (String.valueOf(e.getMessage()).contains("No such process")) {
        return "";
      }
      throw e;
    }
  }
}
