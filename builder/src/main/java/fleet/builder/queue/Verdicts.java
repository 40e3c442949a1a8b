package fleet.builder.queue;

import fleet.contract.problem.Problem;
import fleet.contract.problem.ProblemCode;

/** How builds end that are not ended by what is in them. */
final class Verdicts {
  private static final String AGAIN = "nothing was released; push again";

  static final Problem CANCELLED =
      new Problem(ProblemCode.BUILD_FAILED, "the build was cancelled", "");

  static final Problem SUPERSEDED =
      new Problem(ProblemCode.BUILD_FAILED, "a newer push came before this one was begun", "");

  /** The build's secrets were in the memory of a process that is no more. */
  static final Problem SECRETS_GONE =
      new Problem(
          ProblemCode.UNAVAILABLE,
          "the server stopped while this build ran, and keeps no secrets of pushes",
          AGAIN);

  /** It was begun so often, and never came to an end. */
  static final Problem STOPPED_AGAIN =
      new Problem(
          ProblemCode.UNAVAILABLE, "the server stopped each time that this build ran", AGAIN);

  /** What was pushed so long ago need not be what is wanted now. */
  static final Problem TOO_OLD =
      new Problem(
          ProblemCode.UNAVAILABLE,
          "the server stopped while this build ran, and was away for too long",
          AGAIN);

  static final Problem STOPPED =
      new Problem(ProblemCode.UNAVAILABLE, "the server stopped while this build ran", AGAIN);

  static final Problem STOPPING =
      new Problem(
          ProblemCode.UNAVAILABLE,
          "the server is stopping, and keeps no secrets of pushes",
          "nothing was released; push again when it is back");

  static final Problem FORSAKEN =
      new Problem(ProblemCode.UNAVAILABLE, "the server that took this push is away", AGAIN);

  private Verdicts() {}
}
