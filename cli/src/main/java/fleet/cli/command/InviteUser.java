package fleet.cli.command;

import fleet.cli.output.Fact;
import fleet.cli.output.Human;
import fleet.cli.output.Style;
import fleet.cli.output.Table;
import fleet.contract.access.Invitation;
import fleet.contract.access.NewInvitation;
import fleet.contract.identity.FleetName;
import fleet.contract.operator.Role;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fleet user invite}: a code with which somebody becomes a person here, once. */
final class InviteUser implements Command {
  @Option(
      names = "--role",
      paramLabel = "ROLE",
      description = "viewer, operator, developer or owner; viewer when neither is said.")
  private Role role = Role.VIEWER;

  @Option(
      names = "--fleet",
      paramLabel = "FLEET",
      description = "The role counts only there; may be repeated.")
  private List<FleetName> fleets = List.of();

  @Option(names = "--valid", paramLabel = "TIME", description = "How long; 3d when not said.")
  private Duration valid = Duration.ofDays(3);

  @Mixin private Common common;

  private final Shell shell;

  InviteUser(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var api = Api.signedIn(shell, common);
    var invitation = api.http().post("/invitations", wanted(), Invitation.class);
    return new Answer(shell, common).one(invitation, made -> show(api, made));
  }

  private NewInvitation wanted() {
    if (fleets.isEmpty()) {
      return new NewInvitation(role, Map.of(), valid);
    }
    var there = fleets.stream().distinct().collect(Collectors.toMap(fleet -> fleet, _ -> role));
    return new NewInvitation(Role.NONE, there, valid);
  }

  private void show(Api api, Invitation made) {
    var terminal = shell.terminal();
    terminal.print(
        Table.facts(
            List.of(
                Fact.of("code", made.code().reveal(), Style.BOLD),
                Fact.of("id", made.about().id(), Style.NAME),
                Fact.of(
                    "expires", Human.until(made.about().expiresAt(), shell.clock().instant())))));
    terminal.print("");
    terminal.print("whoever you give the code to comes in with (it is not shown again):");
    terminal.print("  fleet login --server %s --invitation".formatted(api.server()));
  }
}
