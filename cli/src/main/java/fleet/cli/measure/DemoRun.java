package fleet.cli.measure;

import com.fasterxml.jackson.databind.JsonNode;
import fleet.cli.machine.Program;
import fleet.contract.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

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
