package fleet.cli.server;

import fleet.cli.server.backup.Installation;
import fleet.cli.server.postgres.DatabaseAddress;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a command is told of all that a server keeps on this machine. */
final class InstallationHere {
  @Mixin private ServerHere server;

  @Option(
      names = "--master-key-file",
      paramLabel = "FILE",
      description = "For fleet serve: the file of the master key.")
  private @Nullable Path masterKey;

  ServerHere server() {
    return server;
  }

  Path masterKey() {
    return masterKey == null
        ? server.folder().resolve(DataFolder.MASTER_KEY)
        : masterKey.toAbsolutePath().normalize();
  }

  /** What starts its server. */
  String start() {
    return server
        .elsewhere()
        .map(database ->
            "fleet serve --data %s --database-url %s --master-key-file %s"
                .formatted(server.folder(), database, masterKey()))
        .orElse("fleet up --data " + server.folder());
  }

  Installation with(Function<String, DatabaseAddress> databases) {
    return with(databases, server.folder());
  }

  /** The same, whose registry has a data folder of its own. */
  Installation with(Function<String, DatabaseAddress> databases, Path registryData) {
    return new Installation(server.folder(), registryData, masterKey(), Role.schemas(), databases);
  }
}
