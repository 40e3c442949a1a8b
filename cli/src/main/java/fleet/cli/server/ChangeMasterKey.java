package fleet.cli.server;

import fleet.cli.command.Command;
import fleet.cli.command.CommandFailure;
import fleet.cli.command.ExitCode;
import fleet.cli.command.Shell;
import fleet.cli.machine.MachineException;
import fleet.cli.machine.OpenParts;
import fleet.cli.machine.OwnerOnlyFile;
import fleet.cli.server.postgres.DatabaseAddress;
import fleet.contract.Json;
import fleet.contract.identity.Secret;
import fleet.contract.node.MasterKey;
import fleet.contract.node.Rewrap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code fleet admin change-master-key}: for who fears that somebody has it. The new one lies
 * beside the old until everything is wrapped by it, so a change that was cut short is made whole by
 * the next.
 */
final class ChangeMasterKey implements Command {
  @Mixin private InstallationHere here;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  private final Shell shell;

  ChangeMasterKey(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    try (var open = new OpenParts()) {
      var file = here.masterKey();
      requireStopped();
      var databases = here.server().databases(shell, open);
      requireUnused(databases.apply(Role.API.schema()));
      var next = next(file);
      rewrap(new Rewrap(key(file), key(next)), databases, open);
      take(next, file);
      tell(file);
      return ExitCode.DONE;
    } catch (MachineException e) {
      throw e.asCommandFailure();
    }
  }

  private void requireStopped() {
    if (!here.server().isElsewhere() && DataFolder.isTaken(here.server().folder())) {
      throw CommandFailure.failed("the server runs, with the key that it has", "stop it first");
    }
  }

  /** Whoever is connected has the old key, and would wrap with it. */
  private static void requireUnused(DatabaseAddress address) {
    var connected =
        """
        select application_name from pg_stat_activity
        where datname = current_database() and application_name like 'fleet-%' limit 1
        """;
    try (var connection =
            DriverManager.getConnection(
                address.url(), address.user(), address.password().reveal());
        var statement = connection.createStatement();
        var rows = statement.executeQuery(connected)) {
      if (rows.next()) {
        throw CommandFailure.failed(
            "%s is connected to the database, with the key that it has"
                .formatted(rows.getString(1)),
            "stop all that fleet serve runs first");
      }
    } catch (SQLException e) {
      throw new MachineException("could not ask the database: " + e.getMessage(), "", e);
    }
  }

  private static Path next(Path file) {
    var next = file.resolveSibling(file.getFileName() + ".next");
    if (!Files.exists(next)) {
      new OwnerOnlyFile(next).write(Secret.random("").reveal() + "\n");
    }
    return next;
  }

  private static MasterKey key(Path file) {
    return new MasterKey(ServerKeys.read(file).master());
  }

  private static void rewrap(
      Rewrap rewrap, Function<String, DatabaseAddress> databases, OpenParts open) {
    try {
      var api = open.add(Pools.open(Role.API, databases.apply(Role.API.schema())));
      new fleet.api.MasterKeyChange(api).run(rewrap);
      var tunnel = open.add(Pools.open(Role.TUNNEL, databases.apply(Role.TUNNEL.schema())));
      new fleet.tunnel.MasterKeyChange(tunnel).run(rewrap);
    } catch (IllegalStateException e) {
      throw new MachineException(
          "the master key stays: " + e.getMessage(),
          "it needs the key that the server ran with",
          e);
    }
  }

  private static void take(Path next, Path file) {
    new OwnerOnlyFile(file).write(new OwnerOnlyFile(next).read().orElseThrow());
    try {
      Files.delete(next);
    } catch (IOException e) {
      throw new UncheckedIOException("could not remove " + next, e);
    }
  }

  private void tell(Path file) {
    var terminal = shell.terminal();
    if (json) {
      terminal.print(Json.write(Map.of("masterKey", file.toString())));
      return;
    }
    terminal.print("all keys are wrapped by another master key, which is in " + file);
    if (here.server().isElsewhere()) {
      terminal.say("every part that fleet serve runs needs a copy of it, before it starts again");
    }
    terminal.say("backups that were made before hold the one before; make a new one");
  }
}
