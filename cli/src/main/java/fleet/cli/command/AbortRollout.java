package fleet.cli.command;

import fleet.contract.operator.RolloutView;
import java.util.Map;
import picocli.CommandLine.Mixin;

/** {@code fleet rollout abort FLEET}: gives a rollout up; its devices go back. */
final class AbortRollout implements Command {
  @Mixin private RolloutArguments rollout;
  @Mixin private Common common;

  private final Shell shell;

  AbortRollout(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var api = Api.signedIn(shell, common);
    var now = api.http().post(rollout.route("abort"), Map.of(), RolloutView.class);
    return new Answer(shell, common)
        .one(
            now,
            shown ->
                shell
                    .terminal()
                    .print("the rollout of %s is given up".formatted(shown.release().version())));
  }
}
