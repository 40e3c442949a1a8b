package fleet.api.db;

import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

/** The schema {@code api}. Thread-safe; blocking, so it is called on virtual threads. */
public final class Database {
  private static final String SCHEMA = "api";

  private final DataSource source;
  private final Jdbi jdbi;

  public Database(DataSource source) {
    this.source = source;
    this.jdbi = Jdbi.create(source);
  }

  /** Brings the schema to this version; others may do so at the same time. */
  public void migrate() {
    Flyway.configure()
        .dataSource(source)
        .schemas(SCHEMA)
        .createSchemas(true)
        .locations("classpath:fleet/api/db")
        .load()
        .migrate();
  }

  /** Runs the work in one transaction, which an exception rolls back. */
  public <T> T call(Function<Tx, T> work) {
    return jdbi.inTransaction(handle -> work.apply(new Tx(handle)));
  }

  /** Runs the work in one transaction, which an exception rolls back. */
  public void run(Consumer<Tx> work) {
    jdbi.useTransaction(handle -> work.accept(new Tx(handle)));
  }

  DataSource source() {
    return source;
  }
}
