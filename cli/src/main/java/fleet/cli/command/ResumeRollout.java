package fleet.cli.command;

import fleet.contract.operator.RolloutView;
import java.util.Map;
import picocli.CommandLine.Mixin;

/** {@code fleet rollout resume FLEET}: a halted rollout goes on in spite of what halted it. */
final class ResumeRollout implements Command {
  @Mixin private RolloutArguments rollout;
  @Mixin private Common common;

  private final Shell shell;

  ResumeRollout(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var api = Api.signedIn(shell, common);
    var now = api.http().post(rollout.route("resume"), Map.of(), RolloutView.class);
    return new Answer(shell, common)
        .one(
            now,
            shown ->
                shell
                    .terminal()
                    .print("the rollout of %s goes on".formatted(shown.release().version())));
  }
}
