package fleet.cli.measure;

import fleet.cli.machine.Program;
import java.time.Duration;

/** Lines of a shell, timed from their start to their end; a failure of one is a failure of all. */
record TimedScript(Program shell) {
  private static final double NANOS_PER_SECOND = 1e9;

  static TimedScript of(String lines) {
    return new TimedScript(Program.of("bash", "-c", "set -euo pipefail\n" + lines));
  }

  /** The same with a value that need not stand in its lines. */
  TimedScript with(String name, String value) {
    return new TimedScript(shell.with(name, value));
  }

  TimedScript within(Duration limit) {
    return new TimedScript(shell.within(limit));
  }

  double seconds() {
    var began = System.nanoTime();
    var _ = shell.output();
    return (System.nanoTime() - began) / NANOS_PER_SECOND;
  }
}
