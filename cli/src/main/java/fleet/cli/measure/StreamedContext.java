package fleet.cli.measure;

import fleet.cli.machine.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/** A context of a gigabyte on its way through a server whose heap is a quarter of that. */
final class StreamedContext {
  private static final double MOST_MIB = 256;
  private static final long BYTES = 1_000_000_000;
  private static final Pattern AFTER = Pattern.compile("->(\\d+)M\\(");

  private StreamedContext() {}

  /** What is to be added to Java's options of the server. */
  static String javaOptions(Path logs) {
    return "-Xmx%dm -Xlog:gc:file=%s/%%p.log".formatted((int) MOST_MIB, logs);
  }

  /**
   * Uploads it, and has it built.
   *
   * @param logs of collections, as {@link #javaOptions} has them written, one for each process
   */
  static Row row(ServerRun server, Path logs) {
    var project = server.folder().resolve("large-context");
    try {
      Files.createDirectories(project);
      Files.writeString(project.resolve("Dockerfile"), "FROM scratch\nCOPY small /\n");
      Files.writeString(project.resolve("small"), "small");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var _ =
        Program.of("truncate", "-s", Long.toString(BYTES), project.resolve("large").toString())
            .output();
    var _ = server.fleet("create", "large");
    var token = server.json("api-key", "add", "large", "--may", "push").at("/key").asText();
    var _ =
        OurPush.of(server, "large", "linux/amd64", project, token)
            .within(Duration.ofMinutes(10))
            .seconds();
    return Row.of(
            "heap in use after a collection, the most while a context of 1 GB streams through",
            most(logs.resolve(server.process().pid() + ".log")),
            "MiB")
        .target(MOST_MIB);
  }

  private static double most(Path log) {
    try (var lines = Files.lines(log)) {
      return lines
          .flatMap(line -> AFTER.matcher(line).results())
          .mapToDouble(found -> Double.parseDouble(found.group(1)))
          .max()
          .orElseThrow(() -> new IllegalStateException("nothing was collected"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
