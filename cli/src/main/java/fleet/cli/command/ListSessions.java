package fleet.cli.command;

import fleet.cli.output.Cell;
import fleet.cli.output.Human;
import fleet.cli.output.Style;
import fleet.cli.output.Table;
import fleet.contract.access.SignInView;
import java.util.List;
import picocli.CommandLine.Mixin;

/** {@code fleet user sessions}: the open sign-ins. */
final class ListSessions implements Command {
  @Mixin private OfUser whose;
  @Mixin private Common common;

  private final Shell shell;

  ListSessions(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var api = Api.signedIn(shell, common);
    var open = api.all("/sign-ins" + whose.query(), SignInView.class);
    return new Answer(shell, common).list(open, this::table, "there are no open sign-ins");
  }

  private Table table(List<SignInView> open) {
    var now = shell.clock().instant();
    return Table.of(
        List.of("ID", "OPENED", "USED", "ENDS", "FROM", "BY"),
        open.stream()
            .map(signIn ->
                List.of(
                    Cell.of(signIn.id(), signIn.current() ? Style.NAME : Style.PLAIN),
                    Cell.of(Human.age(signIn.createdAt(), now)),
                    Cell.of(signIn.current() ? "here" : Human.age(signIn.lastUsedAt(), now)),
                    Cell.of(Human.until(signIn.expiresAt(), now), Style.DIM),
                    Cell.of(signIn.address()),
                    Cell.of(signIn.agent(), Style.DIM)))
            .toList());
  }
}
