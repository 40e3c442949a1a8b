package fleet.cli.command;

import fleet.contract.operator.RolloutPlan;
import picocli.CommandLine.Mixin;

/** {@code fleet rollout plan FLEET RELEASE --canary N}: who would move when; nothing moves. */
final class PlanRollout implements Command {
  @Mixin private ReleaseArguments release;
  @Mixin private CanaryOptions canary;
  @Mixin private Common common;

  private final Shell shell;

  PlanRollout(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var wanted =
        canary
            .rollout(release.release())
            .orElseThrow(() ->
                CommandFailure.usage("how many go first?", "add --canary 1 or --devices a,b"));
    var route = Api.route("fleets", release.fleet(), "rollouts", "plan");
    var plan = Api.signedIn(shell, common).http().post(route, wanted, RolloutPlan.class);
    return new Answer(shell, common)
        .one(plan, shown -> shell.terminal().print(RolloutText.plan(shown)));
  }
}
