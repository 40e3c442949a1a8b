package fleet.contract.problem;

import java.util.Map;

/**
 * The error body: {@code {"code":"NOT_FOUND","message":"there is no fleet 'berlin'","hint":"fleet
 * list shows yours","detail":{}}}.
 *
 * @param message one sentence, without secrets
 * @param hint what to do now; empty when nothing helps
 * @param detail facts for programs
 */
public record Problem(ProblemCode code, String message, String hint, Map<String, String> detail) {
  public Problem {
    detail = Map.copyOf(detail);
  }

  public Problem(ProblemCode code, String message, String hint) {
    this(code, message, hint, Map.of());
  }

  /** The same as an exception, to leave a call with. */
  public ProblemException asException() {
    return new ProblemException(this);
  }
}
