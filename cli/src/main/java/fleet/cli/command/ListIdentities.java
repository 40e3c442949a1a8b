package fleet.cli.command;

import fleet.cli.output.Cell;
import fleet.cli.output.Human;
import fleet.cli.output.Style;
import fleet.cli.output.Table;
import fleet.contract.provider.IdentityView;
import java.util.List;
import picocli.CommandLine.Mixin;

/** {@code fleet user identities}: who somebody is at providers. */
final class ListIdentities implements Command {
  @Mixin private OfUser whose;
  @Mixin private Common common;

  private final Shell shell;

  ListIdentities(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var all = Api.signedIn(shell, common).all("/identities" + whose.query(), IdentityView.class);
    return new Answer(shell, common)
        .list(all, this::table, "none; link one: fleet login --provider NAME --link");
  }

  private Table table(List<IdentityView> all) {
    var now = shell.clock().instant();
    return Table.of(
        List.of("ID", "ISSUER", "SUBJECT", "E-MAIL", "USED"),
        all.stream()
            .map(one ->
                List.of(
                    Cell.of(one.id(), Style.NAME),
                    Cell.of(one.issuer()),
                    Cell.of(one.subject()),
                    Cell.of(one.email().isEmpty() ? "-" : one.email()),
                    Cell.of(Human.age(one.lastUsedAt(), now), Style.DIM)))
            .toList());
  }
}
