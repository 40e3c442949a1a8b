package fleet.contract.problem;

/**
 * Leaves a call with a {@link Problem}; the edge turns it into the HTTP answer or the exit code.
 */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public ProblemException(Problem problem) {
    super(problem.message());
    this.problem = problem;
  }

  public ProblemException(ProblemCode code, String message, String hint) {
    this(new Problem(code, message, hint));
  }

  public Problem problem() {
    return problem;
  }
}
