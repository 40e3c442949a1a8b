package fleet.cli.server;

import fleet.api.LostSignIn;
import fleet.cli.command.Command;
import fleet.cli.command.ExitCode;
import fleet.cli.command.Shell;
import fleet.cli.machine.MachineException;
import fleet.cli.machine.OpenParts;
import fleet.cli.output.Fact;
import fleet.cli.output.Style;
import fleet.cli.output.Table;
import fleet.contract.Json;
import fleet.contract.identity.UserName;
import fleet.contract.operator.SignIn;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code fleet admin reset-password}: the way in for who lost the sign-in. It asks no server, but
 * the database, and so works for whoever may read the server's data folder, and nobody else.
 */
final class ResetPassword implements Command {
  @Option(names = "--user", paramLabel = "NAME", description = "Whose password (admin).")
  private UserName user = UserName.parse("admin");

  @Mixin private ServerHere here;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  private final Shell shell;

  ResetPassword(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    try (var open = new OpenParts()) {
      var pool =
          open.add(Pools.open(Role.API, here.databases(shell, open).apply(Role.API.schema())));
      tell(new LostSignIn(pool).renew(user));
      return ExitCode.DONE;
    } catch (MachineException e) {
      throw e.asCommandFailure();
    }
  }

  private void tell(SignIn signIn) {
    var terminal = shell.terminal();
    if (json) {
      terminal.print(Json.write(signIn));
      return;
    }
    terminal.print("the new sign-in, shown this once; every earlier one is over");
    terminal.print(
        Table.facts(
            List.of(
                Fact.of("  user", signIn.user(), Style.NAME),
                Fact.of("  password", signIn.password().reveal(), Style.NAME))));
  }
}
