package fleet.cli.command;

import fleet.contract.problem.ProblemCode;

/**
 * How a command ended, for the scripts that call it: one of the constants, or what a program that
 * it ran for its user said.
 */
public record ExitCode(int code) {
  public static final ExitCode DONE = new ExitCode(0);
  public static final ExitCode FAILED = new ExitCode(1);
  public static final ExitCode USAGE = new ExitCode(2);
  public static final ExitCode NOT_FOUND = new ExitCode(3);
  public static final ExitCode NOT_ALLOWED = new ExitCode(4);
  public static final ExitCode UNREACHABLE = new ExitCode(5);

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
