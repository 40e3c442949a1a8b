package fleet.tunnel.db;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.jdbi.v3.core.Jdbi;

/** The schema {@code tunnel}. Thread-safe. */
public final class TunnelDatabase {
  private static final String SCHEMA = "tunnel";

  private final DataSource source;
  private final Jdbi jdbi;

  public TunnelDatabase(DataSource source) {
    this.source = source;
    this.jdbi = Jdbi.create(source);
  }

  /** Brings the schema to this version; others may do so at the same time. */
  public void migrate() {
    // A lock that is a transaction would stand idle for as long as a migration works, and be ended
    // for it.
    var flyway =
        Flyway.configure()
            .dataSource(source)
            .schemas(SCHEMA)
            .createSchemas(true)
            .locations("classpath:fleet/tunnel/db");
    flyway
        .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
        .setTransactionalLock(false);
    flyway.load().migrate();
  }

  /** For the rows of the features. */
  public Jdbi jdbi() {
    return jdbi;
  }
}
