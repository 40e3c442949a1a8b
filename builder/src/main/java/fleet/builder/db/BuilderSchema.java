package fleet.builder.db;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the builder's schema to this version. */
public final class BuilderSchema {
  private BuilderSchema() {}

  public static void migrate(DataSource database) {
    Flyway.configure()
        .dataSource(database)
        .schemas("builder")
        .locations("classpath:fleet/builder/db")
        .load()
        .migrate();
  }
}
