package fleet.cli.server;

import fleet.api.LostSignIn;
import fleet.cli.command.Command;
import fleet.cli.command.CommandFailure;
import fleet.cli.command.ExitCode;
import fleet.cli.command.Shell;
import fleet.cli.machine.Folders;
import fleet.cli.machine.MachineException;
import fleet.cli.machine.OpenParts;
import fleet.cli.output.Fact;
import fleet.cli.output.Style;
import fleet.cli.output.Table;
import fleet.cli.server.postgres.DatabaseAddress;
import fleet.cli.server.postgres.EmbeddedPostgres;
import fleet.contract.Json;
import fleet.contract.identity.UserName;
import fleet.contract.operator.SignIn;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * {@code fleet admin reset-password}: the way in for who lost the sign-in. It asks no server, but
 * the database, and so works for whoever may read the server's data folder, and nobody else.
 */
final class ResetPassword implements Command {
  @Option(names = "--user", paramLabel = "NAME", description = "Whose password (admin).")
  private UserName user = UserName.parse("admin");

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Data folder of the server on this machine, as for fleet up.")
  private @Nullable Path data;

  @Option(
      names = "--database-url",
      paramLabel = "URL",
      description = "For fleet serve, instead of --data: " + DatabaseUrl.DESCRIPTION)
  private @Nullable URI database;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  private final Shell shell;

  ResetPassword(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    try (var open = new OpenParts()) {
      var pool = open.add(Pools.open(Role.API, address(open)));
      tell(new LostSignIn(pool).renew(user));
      return ExitCode.DONE;
    } catch (MachineException e) {
      throw e.asCommandFailure();
    }
  }

  private DatabaseAddress address(OpenParts open) {
    if (database != null) {
      return DatabaseUrl.address(database, shell.environment());
    }
    var folder = (data == null ? Folders.data() : data).toAbsolutePath().normalize();
    requireReadable(folder);
    if (DataFolder.isTaken(folder)) {
      return EmbeddedPostgres.addressOfRunning(folder, Role.API.schema()).orElseThrow();
    }
    open.add(DataFolder.take(folder));
    var postgres =
        open.add(new EmbeddedPostgres(folder, Folders.cache(shell.environment()), Role.schemas()));
    postgres.start();
    return postgres.address(Role.API.schema());
  }

  private static void requireReadable(Path folder) {
    if (!DataFolder.isOne(folder)) {
      throw CommandFailure.failed(
          "no server keeps its data in " + folder, "--data names the folder, as for fleet up");
    }
    if (!Files.isWritable(folder.resolve("postgres.json"))) {
      throw new CommandFailure(
          ExitCode.NOT_ALLOWED,
          "only who runs the server may reset passwords in " + folder,
          "run this as that user");
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
