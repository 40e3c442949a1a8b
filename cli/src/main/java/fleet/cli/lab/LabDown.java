package fleet.cli.lab;

import fleet.cli.command.Command;
import fleet.cli.command.CommandFailure;
import fleet.cli.command.ExitCode;
import fleet.cli.command.Shell;
import fleet.cli.machine.MachineException;
import fleet.cli.output.Human;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code fleet lab down}: removes the caller's lab, or those that nobody keeps any more. */
final class LabDown implements Command {
  static final String VARIABLE = "FLEET_TEST_LAB";

  @Option(
      names = "--lab",
      paramLabel = "N",
      description = "Only this one; FLEET_TEST_LAB if not said, else those whose shell has ended.")
  private @Nullable Integer number;

  @Option(names = "--all", description = "Every lab that stays, whoever uses it.")
  private boolean all;

  private final Shell shell;

  LabDown(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    try {
      shell.terminal().say("removed " + Human.count(Lab.takeDown(choice()), "lab"));
      return ExitCode.DONE;
    } catch (MachineException e) {
      throw e.asCommandFailure();
    }
  }

  private LabChoice choice() {
    if (all && number != null) {
      throw usage("--all and --lab exclude each other");
    }
    if (all) {
      return new LabChoice.All();
    }
    if (number != null) {
      return new LabChoice.One(number);
    }
    var given = shell.environment().getOrDefault(VARIABLE, "");
    return given.isEmpty() ? new LabChoice.Abandoned() : new LabChoice.One(numberOf(given));
  }

  private static int numberOf(String given) {
    try {
      return Integer.parseInt(given);
    } catch (NumberFormatException e) {
      throw usage("%s is not the number of a lab: %s".formatted(VARIABLE, given));
    }
  }

  private static CommandFailure usage(String message) {
    return CommandFailure.usage(message, "fleet lab down --lab 2");
  }
}
