package fleet.cli.command;

import fleet.cli.output.Cell;
import fleet.cli.output.Human;
import fleet.cli.output.Style;
import fleet.cli.output.Table;
import fleet.contract.operator.UserView;
import java.util.List;
import picocli.CommandLine.Mixin;

/** {@code fleet user list}: who may sign in. */
final class ListUsers implements Command {
  @Mixin private Common common;

  private final Shell shell;

  ListUsers(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var api = Api.signedIn(shell, common);
    var users = api.all("/users", UserView.class);
    return new Answer(shell, common).list(users, this::table, "there are no users");
  }

  private Table table(List<UserView> users) {
    var now = shell.clock().instant();
    return Table.of(
        List.of("USER", "ROLE", "ADDED"),
        users.stream()
            .map(user ->
                List.of(
                    Cell.of(user.name(), Style.NAME),
                    user.disabled()
                        ? Cell.of("disabled", Style.WARNING)
                        : Cell.of(Converters.word(user.role())),
                    Cell.of(Human.age(user.createdAt(), now), Style.DIM)))
            .toList());
  }
}
