package fleet.cli.server;

import fleet.cli.server.backup.Installation;
import fleet.cli.server.postgres.DatabaseAddress;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a backup is made of, and made into. */
final class Installations {
  private Installations() {}

  /**
   * An installation with that data folder.
   *
   * @param masterKey where it is not in the folder
   */
  static Installation of(
      Path folder, @Nullable Path masterKey, Function<String, DatabaseAddress> databases) {
    return new Installation(
        folder,
        masterKey == null ? folder.resolve(DataFolder.MASTER_KEY) : masterKey.toAbsolutePath(),
        Role.schemas(),
        databases);
  }
}
