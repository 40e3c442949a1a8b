package fleet.builder.build;

import fleet.builder.engine.EngineException;
import fleet.contract.problem.Problem;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Turns what went wrong into the one problem that a developer is told. */
final class Failures {
  private static final String NOTHING_LOST = "nothing was released; push again when it is back";

  /** The problem of an image that was not begun because another one failed. */
  static final Problem STOPPED =
      new Problem(ProblemCode.BUILD_FAILED, "another image of this build failed", "");

  private static final Problem STOPPING =
      new Problem(ProblemCode.UNAVAILABLE, "the server is stopping", NOTHING_LOST);

  private Failures() {}

  /** Throws the first of them that is a cause and no consequence. */
  static RuntimeException rethrow(List<Throwable> failures)
      throws IOException, InterruptedException {
    var cause = failures.stream().filter(it -> !isConsequence(it)).findFirst();
    return switch (cause.orElse(failures.getFirst())) {
      case RuntimeException e -> e;
      case IOException e -> throw e;
      case InterruptedException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> new IllegalStateException(e);
    };
  }

  /** What to tell, where it can be told. */
  static Optional<Problem> problem(Exception e) {
    return switch (e) {
      case ProblemException it -> Optional.of(it.problem());
      case EngineException it ->
          Optional.of(
              new Problem(
                  ProblemCode.UPSTREAM_FAILED, String.valueOf(it.getMessage()), hint(it.fault())));
      case InterruptedException _ -> Optional.of(STOPPING);
      default -> Optional.empty();
    };
  }

  private static String hint(EngineException.Fault fault) {
    return switch (fault) {
      case SILENT -> "is Docker running there? " + NOTHING_LOST;
      case FULL -> "docker builder prune makes room there; nothing was released";
      case REFUSED -> NOTHING_LOST;
    };
  }

  private static boolean isConsequence(Throwable failure) {
    return failure instanceof ProblemException e && e.problem().equals(STOPPED);
  }
}
