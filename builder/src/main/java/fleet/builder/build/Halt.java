package fleet.builder.build;

import fleet.contract.problem.Problem;
import fleet.contract.problem.ProblemException;
import java.util.Optional;

/**
 * Whether somebody ends a build, and how long that can still be. Thread-safe: the build enters its
 * stages, others end it.
 */
final class Halt {
  /** In their order. */
  enum Stage {
    WAITING,
    BUILDING,
    /** The release is being made: what was begun is finished. */
    RELEASING
  }

  private Stage stage = Stage.WAITING;
  private Optional<Problem> reason = Optional.empty();

  /** Ends the build for this reason, if it has come no further than this, and says whether. */
  synchronized boolean end(Problem why, Stage latest) {
    if (stage.compareTo(latest) > 0) {
      return false;
    }
    reason = reason.or(() -> Optional.of(why));
    return true;
  }

  /**
   * The build goes on to its next stage.
   *
   * @throws ProblemException when it was ended
   */
  synchronized void enter(Stage next) {
    reason.ifPresent(why -> {
      throw new ProblemException(why);
    });
    stage = next;
  }

  /** Why the build was ended, if it was. */
  synchronized Optional<Problem> reason() {
    return reason;
  }
}
