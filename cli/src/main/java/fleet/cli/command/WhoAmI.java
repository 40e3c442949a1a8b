package fleet.cli.command;

import fleet.cli.output.Fact;
import fleet.cli.output.Style;
import fleet.cli.output.Table;
import fleet.contract.operator.UserView;
import java.util.List;
import picocli.CommandLine.Mixin;

/** {@code fleet whoami}: which server is asked, and as whom. */
final class WhoAmI implements Command {
  @Mixin private Common common;

  private final Shell shell;

  WhoAmI(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var api = Api.signedIn(shell, common);
    var me = api.http().get("/me", UserView.class);
    return new Answer(shell, common).one(me, user -> shell.terminal().print(facts(api, user)));
  }

  private static Table facts(Api api, UserView user) {
    return Table.facts(
        List.of(
            Fact.of("user", user.name(), Style.NAME),
            Fact.of("role", Converters.word(user.role())),
            Fact.of("server", api.server())));
  }
}
