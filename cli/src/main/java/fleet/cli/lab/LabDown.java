package fleet.cli.lab;

import fleet.cli.command.Command;
import fleet.cli.command.ExitCode;
import fleet.cli.command.Shell;
import fleet.cli.machine.MachineException;
import fleet.cli.output.Human;

/** {@code fleet lab down}: removes every lab that stays. */
final class LabDown implements Command {
  private final Shell shell;

  LabDown(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    try {
      shell.terminal().say("removed " + Human.count(Lab.takeDown(), "lab"));
      return ExitCode.DONE;
    } catch (MachineException e) {
      throw e.asCommandFailure();
    }
  }
}
