package fleet.cli.machine;

import fleet.cli.command.CommandFailure;

/** Something on this machine is not as it must be, with one sentence and perhaps what to do now. */
public class MachineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String sentence;
  private final String hint;

  /**
   * @param hint empty when nothing helps
   */
  public MachineException(String sentence, String hint) {
    super(sentence);
    this.sentence = sentence;
    this.hint = hint;
  }

  /**
   * @param hint empty when nothing helps
   */
  public MachineException(String sentence, String hint, Throwable cause) {
    super(sentence, cause);
    this.sentence = sentence;
    this.hint = hint;
  }

  public String hint() {
    return hint;
  }

  /** The same as the end of a command. */
  public CommandFailure asCommandFailure() {
    return CommandFailure.failed(sentence, hint);
  }
}
