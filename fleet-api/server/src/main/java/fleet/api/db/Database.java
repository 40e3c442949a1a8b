package fleet.api.db;

import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** The schema {@code api}. Thread-safe; blocking, so it is called on virtual threads. */
public final class Database {
  private static final String SCHEMA = "api";

  private final DataSource source;
  private final Jdbi jdbi;

  public Database(DataSource source) {
    this.source = source;
    this.jdbi =
        Jdbi.create(source)
            .registerArrayType(UUID.class, "uuid")
            .registerArrayType(Instant.class, "timestamptz");
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
            .locations("classpath:fleet/api/db")
            .callbacks(new Unhurried());
    flyway
        .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
        .setTransactionalLock(false);
    flyway.load().migrate();
  }

  /**
   * Runs the work in one transaction, which an exception rolls back.
   *
   * @throws DatabaseDownException when the database is away
   */
  public <T> T call(Function<Tx, T> work) {
    return unlessDown(() -> jdbi.inTransaction(handle -> work.apply(new Tx(handle))));
  }

  /**
   * Runs one statement, which is a transaction of its own and costs no more than one way there and
   * back.
   *
   * @throws DatabaseDownException when the database is away
   */
  public <T> T once(Function<Tx, T> statement) {
    return unlessDown(() -> jdbi.withHandle(handle -> statement.apply(new Tx(handle))));
  }

  private static <T> T unlessDown(Supplier<T> work) {
    try {
      return work.get();
    } catch (JdbiException e) {
      throw isDown(e) ? new DatabaseDownException(e) : e;
    }
  }

  /** The same for work without an answer. */
  public void run(Consumer<Tx> work) {
    call(tx -> {
      work.accept(tx);
      return true;
    });
  }

  DataSource source() {
    return source;
  }

  /** Classes 08 (connection) and 57P (operator intervention) of PostgreSQL's error codes. */
  private static boolean isDown(Throwable fault) {
    var state = fault instanceof SQLException sql ? sql.getSQLState() : null;
    if (state != null && (state.startsWith("08") || state.startsWith("57P"))) {
      return true;
    }
    return fault instanceof ConnectionException
        || (fault.getCause() != null && isDown(fault.getCause()));
  }
}
