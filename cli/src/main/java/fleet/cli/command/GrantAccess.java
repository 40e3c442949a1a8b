package fleet.cli.command;

import fleet.contract.access.FleetPerson;
import fleet.contract.access.RoleGrant;
import fleet.contract.access.UserChange;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.UserName;
import fleet.contract.operator.Role;
import fleet.contract.operator.UserView;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fleet access grant USER ROLE}: a role in the installation, or in one fleet. */
final class GrantAccess implements Command {
  @Parameters(index = "0", paramLabel = "USER", description = "Who.")
  private UserName user;

  @Parameters(
      index = "1",
      paramLabel = "ROLE",
      description = "viewer, operator, developer or owner; none ends the installation's.")
  private Role role;

  @Option(names = "--fleet", paramLabel = "FLEET", description = "Only there; else everywhere.")
  private @Nullable FleetName fleet;

  @Mixin private Common common;

  private final Shell shell;

  GrantAccess(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var api = Api.signedIn(shell, common);
    return fleet == null ? everywhere(api) : inFleet(api, fleet);
  }

  private ExitCode everywhere(Api api) {
    var change = new UserChange(Optional.of(role), Optional.empty());
    var changed = api.http().patch(Api.route("users", user), change, UserView.class);
    return new Answer(shell, common)
        .one(changed, _ -> say("%s is %s everywhere".formatted(user, Converters.word(role))));
  }

  private ExitCode inFleet(Api api, FleetName where) {
    if (role == Role.NONE) {
      throw CommandFailure.usage(
          "none is no role to give in a fleet",
          "fleet access revoke %s --fleet %s takes theirs away".formatted(user, where));
    }
    var route = Api.route("fleets", where, "people", user);
    var granted = api.http().put(route, new RoleGrant(role), FleetPerson.class);
    return new Answer(shell, common)
        .one(granted, _ -> say("%s is %s in %s".formatted(user, Converters.word(role), where)));
  }

  private void say(String sentence) {
    shell.terminal().print(sentence);
  }
}
