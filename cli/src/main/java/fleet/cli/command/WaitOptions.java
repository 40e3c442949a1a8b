package fleet.cli.command;

import fleet.contract.identity.ReleaseId;
import fleet.contract.release.Canary;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether and how long a command waits for devices. */
final class WaitOptions {
  private static final Duration SHORT_PATIENCE = Duration.ofSeconds(60);
  private static final Duration LONG_PATIENCE = Duration.ofMinutes(10);

  @Option(
      names = "--wait",
      paramLabel = "running|healthy",
      description = "Wait for that on the devices; the exit code tells it.")
  private @Nullable Goal goal;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      description =
          "How long to wait for devices; 10m with --wait, and a canary's soak and deadline"
              + " more, else 60s.")
  private @Nullable Duration timeout;

  /** Says whether anything but the goal is a failure. */
  boolean isStrict() {
    return goal != null;
  }

  Goal goal() {
    return goal == null ? Goal.RUNNING : goal;
  }

  /** Watches the release arrive. */
  ExitCode watch(RolloutWatch watch, ReleaseId release, Optional<Canary> canary)
      throws InterruptedException {
    var patience = Optional.ofNullable(timeout).orElseGet(() -> patience(canary));
    return watch.watch(release, goal(), patience, isStrict());
  }

  /** By then a canary is through or has halted, and the rest has had its time. */
  private Duration patience(Optional<Canary> canary) {
    if (!isStrict()) {
      return SHORT_PATIENCE;
    }
    return canary
        .map(first ->
            first.soak().orElse(Canary.SOAK).plus(first.deadline().orElse(Canary.DEADLINE)))
        .map(LONG_PATIENCE::plus)
        .orElse(LONG_PATIENCE);
  }
}
