package fleet.cli.command;

import fleet.contract.identity.FleetName;
import fleet.contract.policy.BranchName;
import fleet.contract.policy.BranchPolicy;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleet branch deploy FLEET BRANCH}: whose pushes go to the devices from now on. */
final class DeployBranch implements Command {
  @Parameters(index = "0", paramLabel = "FLEET", description = "Name of the fleet.")
  private FleetName fleet;

  @Parameters(index = "1", paramLabel = "BRANCH", description = "Such as main.")
  private String branch;

  @Mixin private Common common;

  private final Shell shell;

  DeployBranch(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var name = CommandFailure.understood(() -> BranchName.parse(branch), "");
    var http = Api.signedIn(shell, common).http();
    var route = ShowBranches.route(fleet);
    var drafts = http.get(route, BranchPolicy.class).drafts();
    var next = http.put(route, new BranchPolicy(Optional.of(name), drafts), BranchPolicy.class);
    return new Answer(shell, common).sentence(next, ShowBranches::text);
  }
}
