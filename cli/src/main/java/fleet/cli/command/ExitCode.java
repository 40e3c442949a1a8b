package fleet.cli.command;

import fleet.contract.problem.ProblemCode;

/** How a command ended, for the scripts that call it. */
public enum ExitCode {
  DONE(0),
  FAILED(1),
  USAGE(2),
  NOT_FOUND(3),
  NOT_ALLOWED(4),
  UNREACHABLE(5);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  /** The exit code that tells a server's problem. */
  static ExitCode of(ProblemCode problem) {
    return switch (problem) {
      case INVALID_REQUEST -> USAGE;
      case NOT_FOUND, GONE -> NOT_FOUND;
      case UNAUTHENTICATED, FORBIDDEN -> NOT_ALLOWED;
      case UPSTREAM_FAILED, UNAVAILABLE, OFFLINE -> UNREACHABLE;
      case METHOD_NOT_ALLOWED,
          CONFLICT,
          TOO_LARGE,
          INVALID_PROJECT,
          BUILD_FAILED,
          TOO_MANY_REQUESTS,
          INTERNAL ->
          FAILED;
    };
  }
}
