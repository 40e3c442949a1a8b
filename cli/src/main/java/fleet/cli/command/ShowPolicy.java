package fleet.cli.command;

import fleet.contract.identity.FleetName;
import fleet.contract.policy.HostPolicy;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleet policy show FLEET}: what its services may reach of their machines. */
final class ShowPolicy implements Command {
  @Parameters(paramLabel = "FLEET", description = "Name of the fleet.")
  private FleetName fleet;

  @Mixin private Common common;

  private final Shell shell;

  ShowPolicy(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var route = Api.route("fleets", fleet, "policy");
    var policy = Api.signedIn(shell, common).http().get(route, HostPolicy.class);
    return new Answer(shell, common).one(policy, this::show);
  }

  private void show(HostPolicy policy) {
    if (policy.allowed().isEmpty()) {
      shell.terminal().say("the services of %s reach nothing of their machines".formatted(fleet));
    }
    policy.allowed().forEach(grant -> shell.terminal().print(grant.toString()));
  }
}
