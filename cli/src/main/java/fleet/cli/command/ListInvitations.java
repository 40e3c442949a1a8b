package fleet.cli.command;

import fleet.cli.output.Cell;
import fleet.cli.output.Human;
import fleet.cli.output.Style;
import fleet.cli.output.Table;
import fleet.contract.access.InvitationView;
import fleet.contract.operator.Role;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;

/** {@code fleet user invitations}: those that nobody used yet. */
final class ListInvitations implements Command {
  @Mixin private Common common;

  private final Shell shell;

  ListInvitations(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var open = Api.signedIn(shell, common).all("/invitations", InvitationView.class);
    return new Answer(shell, common).list(open, this::table, "there are no open invitations");
  }

  private Table table(List<InvitationView> open) {
    var now = shell.clock().instant();
    return Table.of(
        List.of("ID", "BY", "EXPIRES", "GIVES"),
        open.stream()
            .map(one ->
                List.of(
                    Cell.of(one.id(), Style.NAME),
                    Cell.of(one.createdBy()),
                    Cell.of(Human.until(one.expiresAt(), now), Style.DIM),
                    Cell.of(gives(one))))
            .toList());
  }

  private static String gives(InvitationView invitation) {
    var words = new ArrayList<String>();
    if (invitation.role() != Role.NONE) {
      words.add(Converters.word(invitation.role()) + " everywhere");
    }
    invitation.fleets().forEach((fleet, role) -> words.add(Converters.word(role) + " in " + fleet));
    return String.join(", ", words);
  }
}
