package fleet.cli.measure;

import fleet.cli.machine.Program;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One run of wrk.
 *
 * @param perSecond answers that are as they should be
 * @param p99Millis of their latencies
 */
record Wrk(double perSecond, double p99Millis) {
  static final int CONNECTIONS = 64;
  private static final int THREADS = 2;
  private static final int SECONDS = 8;
  private static final Pattern RESULT =
      Pattern.compile("(?m)^fleet (\\d+) requests (\\d+) us (\\d+) us p99 (\\d+) bad$");

  /** What every script ends with: one line of numbers, for wrk prints its own with units. */
  static final String DONE =
      """
      done = function(summary, latency)
        local bad = summary.errors.status + summary.errors.connect
          + summary.errors.read + summary.errors.write + summary.errors.timeout
        io.write(string.format("fleet %d requests %d us %d us p99 %d bad\\n",
          summary.requests, summary.duration, latency:percentile(99), bad))
      end
      """;

  /**
   * Asks for a while.
   *
   * @param script Lua, with {@link #DONE} at its end
   */
  static Wrk run(String url, Path script) {
    var words =
        List.of(
            "wrk",
            "-t" + THREADS,
            "-c" + CONNECTIONS,
            "-d%ds".formatted(SECONDS),
            "-s",
            script.toString(),
            url);
    var output = Program.of(words).output();
    var result = RESULT.matcher(output);
    if (!result.find() || !result.group(4).equals("0")) {
      throw new IllegalStateException("wrk was answered badly: " + output);
    }
    var seconds = Double.parseDouble(result.group(2)) / 1e6;
    return new Wrk(
        Double.parseDouble(result.group(1)) / seconds, Double.parseDouble(result.group(3)) / 1e3);
  }
}
