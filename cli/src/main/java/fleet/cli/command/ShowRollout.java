package fleet.cli.command;

import fleet.contract.operator.RolloutState;
import fleet.contract.operator.RolloutView;
import picocli.CommandLine.Mixin;

/** {@code fleet rollout status FLEET}: how a rollout stands; exit code 1 when it is halted. */
final class ShowRollout implements Command {
  @Mixin private RolloutArguments rollout;
  @Mixin private Common common;

  private final Shell shell;

  ShowRollout(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var found = Api.signedIn(shell, common).http().get(rollout.route(), RolloutView.class);
    var _ = new Answer(shell, common).one(found, this::show);
    return found.state() == RolloutState.HALTED ? ExitCode.FAILED : ExitCode.DONE;
  }

  private void show(RolloutView found) {
    var now = shell.clock().instant();
    shell.terminal().print(RolloutText.facts(found, now));
    shell.terminal().print("");
    shell.terminal().print(RolloutText.devices(found, now));
  }
}
