package fleet.cli.command;

import fleet.contract.identity.ReleaseId;
import fleet.contract.operator.NewRollout;
import fleet.contract.operator.RolloutPlan;
import fleet.contract.operator.RolloutView;
import fleet.contract.release.Canary;
import fleet.contract.release.Release;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;

/**
 * {@code fleet release deploy FLEET RELEASE}: a release becomes the fleet's; with {@code --canary},
 * some devices get it first; with {@code --wait}, it is watched until it is there.
 */
final class DeployRelease implements Command {
  @Mixin private ReleaseArguments release;
  @Mixin private CanaryOptions canary;
  @Mixin private WaitOptions wait;
  @Mixin private Common common;

  private final Shell shell;

  DeployRelease(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() throws InterruptedException {
    var api = Api.signedIn(shell, common);
    var rollout = canary.rollout(release.release());
    return rollout.isPresent() ? rollOut(api, rollout.get()) : deploy(api);
  }

  private ExitCode deploy(Api api) throws InterruptedException {
    var done = api.http().post(release.route("deploy"), Map.of(), Release.class);
    var sentence = "%s runs %s".formatted(done.fleet(), done.version());
    return answer(api, done, sentence, done.id(), Optional.empty());
  }

  /** Shows who goes first before anybody moves. */
  private ExitCode rollOut(Api api, NewRollout wanted) throws InterruptedException {
    var route = Api.route("fleets", release.fleet(), "rollouts");
    var plan = api.http().post(route + "/plan", wanted, RolloutPlan.class);
    if (!common.json()) {
      shell.terminal().print(RolloutText.plan(plan));
    }
    var started = api.http().post(route, CanaryOptions.as(wanted, plan), RolloutView.class);
    var sentence = "begun; fleet rollout status %s shows it".formatted(release.fleet());
    return answer(api, started, sentence, started.release().id(), Optional.of(wanted.canary()));
  }

  /** With {@code --wait}, the answer is how it went. */
  private ExitCode answer(
      Api api, Object done, String sentence, ReleaseId moved, Optional<Canary> first)
      throws InterruptedException {
    if (wait.isStrict()) {
      return wait.watch(new RolloutWatch(api, shell, common.json()), moved, first);
    }
    return new Answer(shell, common).sentence(done, _ -> sentence);
  }
}
