package fleet.cli.measure;

import com.fasterxml.jackson.databind.JsonNode;
import fleet.cli.machine.Program;
import fleet.contract.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One run of {@code fleet demo} as a process.
 *
 * @param seconds from its start to its end
 * @param summary the object that {@code --json} prints
 */
record DemoRun(double seconds, JsonNode summary) {
  private static final Duration LIMIT = Duration.ofMinutes(15);
  private static final double NANOS_PER_SECOND = 1e9;

  /** Runs it to its end. */
  static DemoRun toTheEnd(Program fleet) {
    var began = System.nanoTime();
    var output =
        new Program(
                words(fleet, "demo", "--exit", "--json"),
                fleet.environment(),
                fleet.folder(),
                LIMIT)
            .output();
    return new DemoRun((System.nanoTime() - began) / NANOS_PER_SECOND, parse(output));
  }

  /** Runs it until it has told its summary, lets the caller look at it, then ends it. */
  static void whileItRuns(Program fleet, Consumer<Process> look) throws InterruptedException {
    var program =
        new Program(words(fleet, "demo", "--json"), fleet.environment(), fleet.folder(), LIMIT);
    try {
      var process = program.builder().redirectError(ProcessBuilder.Redirect.DISCARD).start();
      try (var lines =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        if (lines.readLine() == null) {
          throw new IllegalStateException("the demo ended without a summary");
        }
        look.accept(process);
      } finally {
        process.destroy();
        var _ = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> words(Program fleet, String... more) {
    return java.util.stream.Stream.concat(fleet.words().stream(), List.of(more).stream()).toList();
  }

  private static JsonNode parse(String text) {
    try {
      return Json.mapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException("the demo's summary is not JSON", e);
    }
  }

  double millis(String field) {
    return summary.at("/" + field).asDouble();
  }
}
