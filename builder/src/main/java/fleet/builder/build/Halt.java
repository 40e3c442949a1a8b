package fleet.builder.build;

import fleet.contract.problem.Problem;
import java.util.Optional;

/**
 * Whether somebody ends a build, or has it wait for another start of the server. Thread-safe: what
 * comes first stays.
 */
final class Halt {
  private Optional<Problem> reason = Optional.empty();
  private boolean paused;

  /** It is to end for this reason. */
  synchronized void end(Problem why) {
    if (!paused) {
      reason = reason.or(() -> Optional.of(why));
    }
  }

  /** It is to stop where it is, without an end. */
  synchronized void pause() {
    paused = reason.isEmpty();
  }

  /** Why the build was ended, if it was. */
  synchronized Optional<Problem> reason() {
    return reason;
  }

  synchronized boolean isPaused() {
    return paused;
  }
}
