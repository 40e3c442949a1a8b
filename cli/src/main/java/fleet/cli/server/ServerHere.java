package fleet.cli.server;

import fleet.cli.command.CommandFailure;
import fleet.cli.command.ExitCode;
import fleet.cli.command.Shell;
import fleet.cli.machine.Folders;
import fleet.cli.machine.OpenParts;
import fleet.cli.server.postgres.DatabaseAddress;
import fleet.cli.server.postgres.EmbeddedPostgres;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * How a command is told of a server on this machine, for what is asked of its database and not of
 * the server: it may run or not.
 */
final class ServerHere {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Data folder of the server on this machine, as for fleet up.")
  private @Nullable Path data;

  @Option(
      names = "--database-url",
      paramLabel = "URL",
      description = "For fleet serve: " + DatabaseUrl.DESCRIPTION)
  private @Nullable URI database;

  Path folder() {
    return (data == null ? Folders.data() : data).toAbsolutePath().normalize();
  }

  /** The database that is another one than that of the data folder. */
  Optional<URI> elsewhere() {
    return Optional.ofNullable(database);
  }

  boolean isElsewhere() {
    return elsewhere().isPresent();
  }

  /**
   * Where each part finds its schema; the folder's own database is started when it does not run.
   *
   * @throws CommandFailure when there is no server, or it is not ours to touch
   */
  Function<String, DatabaseAddress> databases(Shell shell, OpenParts open) {
    if (database != null) {
      var address = DatabaseUrl.address(database, shell.environment());
      return _ -> address;
    }
    var folder = folder();
    requireOurs(folder);
    if (DataFolder.isTaken(folder)) {
      return schema -> EmbeddedPostgres.addressOfRunning(folder, schema).orElseThrow();
    }
    open.add(DataFolder.take(folder));
    return start(folder, shell, open);
  }

  /** Starts the database of a data folder that was taken; makes it where there is none. */
  static Function<String, DatabaseAddress> start(Path folder, Shell shell, OpenParts open) {
    var postgres =
        open.add(new EmbeddedPostgres(folder, Folders.cache(shell.environment()), Role.schemas()));
    postgres.start();
    return postgres::address;
  }

  private static void requireOurs(Path folder) {
    if (!DataFolder.isOne(folder)) {
      throw CommandFailure.failed(
          "no server keeps its data in " + folder, "--data names the folder, as for fleet up");
    }
    if (!Files.isWritable(folder.resolve("postgres.json"))) {
      throw new CommandFailure(
          ExitCode.NOT_ALLOWED,
          "only who runs the server may do this in " + folder,
          "run it as that user");
    }
  }
}
