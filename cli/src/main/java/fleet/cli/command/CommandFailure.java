package fleet.cli.command;

import java.util.function.Supplier;

/** Ends a command with an exit code, one sentence, and perhaps what to do now. */
public final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;
  private final String hint;

  /**
   * @param hint empty when nothing helps
   */
  public CommandFailure(ExitCode exitCode, String message, String hint) {
    super(message);
    this.exitCode = exitCode;
    this.hint = hint;
  }

  /** The arguments cannot be meant so. */
  public static CommandFailure usage(String message, String hint) {
    return new CommandFailure(ExitCode.USAGE, message, hint);
  }

  /** It was tried and did not work. */
  public static CommandFailure failed(String message, String hint) {
    return new CommandFailure(ExitCode.FAILED, message, hint);
  }

  /**
   * What arguments mean.
   *
   * @param hint what would have a meaning
   * @throws CommandFailure of usage when they have none
   */
  static <T> T understood(Supplier<T> meaning, String hint) {
    try {
      return meaning.get();
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()), hint);
    }
  }

  public ExitCode exitCode() {
    return exitCode;
  }

  public String hint() {
    return hint;
  }
}
