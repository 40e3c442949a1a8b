package fleet.cli.machine;

import java.util.stream.Collectors;

/** Another program did not do what it was started for. */
public final class ProgramException extends MachineException {
  private static final long serialVersionUID = 1L;
  private static final int WORDS_TO_SHOW = 4;
  private static final String HINT = "fleet doctor tells what this machine lacks";

  public ProgramException(Program program, String reason) {
    super(message(program, reason), HINT);
  }

  public ProgramException(Program program, String reason, Throwable cause) {
    super(message(program, reason), HINT, cause);
  }

  private static String message(Program program, String reason) {
    var words = program.words();
    var shown =
        words.stream().limit(WORDS_TO_SHOW).collect(Collectors.joining(" "))
            + (words.size() > WORDS_TO_SHOW ? " ..." : "");
    return "could not run '%s': %s".formatted(shown, reason);
  }
}
