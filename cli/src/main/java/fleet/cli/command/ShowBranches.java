package fleet.cli.command;

import fleet.contract.identity.FleetName;
import fleet.contract.policy.BranchPattern;
import fleet.contract.policy.BranchPolicy;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleet branch show FLEET}: what becomes of pushes to its branches. */
final class ShowBranches implements Command {
  @Parameters(paramLabel = "FLEET", description = "Name of the fleet.")
  private FleetName fleet;

  @Mixin private Common common;

  private final Shell shell;

  ShowBranches(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var policy = Api.signedIn(shell, common).http().get(route(fleet), BranchPolicy.class);
    return new Answer(shell, common).one(policy, this::show);
  }

  private void show(BranchPolicy policy) {
    shell.terminal().print(text(policy));
  }

  static String route(FleetName fleet) {
    return Api.route("fleets", fleet, "branches");
  }

  /** {@code main deploys; feature/*, develop build drafts}. */
  static String text(BranchPolicy policy) {
    var deploys =
        policy.deploys().map("%s deploys"::formatted).orElse("the default branch deploys");
    return policy.drafts().isEmpty()
        ? deploys + ", other branches are refused"
        : "%s, %s build drafts"
            .formatted(
                deploys,
                policy.drafts().stream()
                    .map(BranchPattern::value)
                    .collect(Collectors.joining(", ")));
  }
}
