package fleet.builder.db;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/** Brings the builder's schema to this version. */
public final class BuilderSchema {
  private BuilderSchema() {}

  public static void migrate(DataSource database) {
    // A lock that is a transaction would stand idle for as long as a migration works, and be ended
    // for it.
    var flyway =
        Flyway.configure()
            .dataSource(database)
            .schemas("builder")
            .locations("classpath:fleet/builder/db");
    flyway
        .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
        .setTransactionalLock(false);
    flyway.load().migrate();
  }
}
