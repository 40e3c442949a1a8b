package fleet.cli.command;

import fleet.contract.operator.RolloutState;
import fleet.contract.operator.RolloutView;
import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fleet rollout status FLEET}: how a rollout stands; exit code 1 when it is halted. */
final class ShowRollout implements Command {
  /** Longer than a rollout can take, which has 30 days to soak. */
  private static final Duration PATIENCE = Duration.ofDays(100);

  @Option(
      names = "--follow",
      description = "Follow one that goes on until all devices run it, or it halts.")
  private boolean follow;

  @Mixin private RolloutArguments rollout;
  @Mixin private Common common;

  private final Shell shell;

  ShowRollout(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() throws InterruptedException {
    var api = Api.signedIn(shell, common);
    var found = api.http().get(rollout.route(), RolloutView.class);
    if (!follow || !goesOn(found)) {
      return tell(found);
    }
    if (!common.json()) {
      show(found);
    }
    return new RolloutWatch(api, shell, common.json())
        .watch(found.release().id(), Goal.RUNNING, PATIENCE, true);
  }

  private static boolean goesOn(RolloutView found) {
    return found.state() == RolloutState.RUNNING || found.state() == RolloutState.SOAKING;
  }

  private ExitCode tell(RolloutView found) {
    var _ = new Answer(shell, common).one(found, this::show);
    return found.state() == RolloutState.HALTED ? ExitCode.FAILED : ExitCode.DONE;
  }

  private void show(RolloutView found) {
    var now = shell.clock().instant();
    shell.terminal().print(RolloutText.facts(found, now));
    shell.terminal().print("");
    shell.terminal().print(RolloutText.devices(found, now));
    if (found.state() == RolloutState.HALTED) {
      shell.terminal().print("");
      CanaryVerdict.waysOn(found).forEach(shell.terminal()::print);
    }
  }
}
