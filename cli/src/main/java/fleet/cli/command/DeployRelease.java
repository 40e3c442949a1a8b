package fleet.cli.command;

import fleet.contract.operator.NewRollout;
import fleet.contract.operator.RolloutPlan;
import fleet.contract.operator.RolloutView;
import fleet.contract.release.Release;
import java.util.Map;
import picocli.CommandLine.Mixin;

/**
 * {@code fleet release deploy FLEET RELEASE}: a release becomes the fleet's; with {@code --canary},
 * some devices get it first.
 */
final class DeployRelease implements Command {
  @Mixin private ReleaseArguments release;
  @Mixin private RolloutOptions rollout;
  @Mixin private Common common;

  private final Shell shell;

  DeployRelease(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var api = Api.signedIn(shell, common);
    return rollout
        .rollout(release.release())
        .map(wanted -> rollOut(api, wanted))
        .orElseGet(() -> deploy(api));
  }

  private ExitCode deploy(Api api) {
    var done = api.http().post(release.route("deploy"), Map.of(), Release.class);
    return new Answer(shell, common)
        .one(
            done,
            now -> shell.terminal().print("%s runs %s".formatted(now.fleet(), now.version())));
  }

  /** Shows who goes first before anybody moves. */
  private ExitCode rollOut(Api api, NewRollout wanted) {
    var route = Api.route("fleets", release.fleet(), "rollouts");
    var plan = api.http().post(route + "/plan", wanted, RolloutPlan.class);
    if (!common.json()) {
      shell.terminal().print(RolloutText.plan(plan));
    }
    var started = api.http().post(route, RolloutOptions.as(wanted, plan), RolloutView.class);
    return new Answer(shell, common)
        .one(
            started,
            _ ->
                shell
                    .terminal()
                    .print("begun; fleet rollout status %s shows it".formatted(release.fleet())));
  }
}
