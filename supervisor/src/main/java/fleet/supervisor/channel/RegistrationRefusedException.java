package fleet.supervisor.channel;

import fleet.contract.problem.Problem;

/** The API will not have this device; asking again would not help. */
public final class RegistrationRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String hint;

  RegistrationRefusedException(Problem problem) {
    super(problem.message());
    this.hint = problem.hint();
  }

  RegistrationRefusedException(String message, String hint) {
    super(message);
    this.hint = hint;
  }

  /** What to do about it; may be empty. */
  public String hint() {
    return hint;
  }
}
