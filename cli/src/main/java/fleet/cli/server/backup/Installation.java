package fleet.cli.server.backup;

import fleet.cli.server.postgres.DatabaseAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * Where a server keeps what it remembers.
 *
 * @param data its data folder
 * @param registryData that of the registry, which may have one of its own
 * @param masterKey file of the key that wraps the others
 * @param schemas of its parts
 * @param database where the part with that schema finds it
 */
public record Installation(
    Path data,
    Path registryData,
    Path masterKey,
    List<String> schemas,
    Function<String, DatabaseAddress> database) {
  public Installation {
    schemas = List.copyOf(schemas);
  }
}
