package fleet.registry.db;

import fleet.contract.release.Digest;
import fleet.registry.problem.ErrorCode;
import fleet.registry.problem.RegistryException;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** The door to PostgreSQL. Blocking and thread-safe. */
public final class Database {
  private static final String SCHEMA = "registry";

  private final DataSource source;
  private final Jdbi jdbi;

  public Database(DataSource source) {
    this.source = source;
    this.jdbi = Jdbi.create(source);
  }

  /** Brings the schema up to date. */
  public void migrate() {
    // A lock that is a transaction would stand idle for as long as a migration works, and be ended
    // for it.
    var flyway =
        Flyway.configure()
            .dataSource(source)
            .schemas(SCHEMA)
            .locations("classpath:fleet/registry/db");
    flyway
        .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
        .setTransactionalLock(false);
    var _ = flyway.load().migrate();
  }

  /** Runs one statement or several that need not agree. */
  <T> T with(Function<Handle, T> work) {
    try {
      return jdbi.withHandle(work::apply);
    } catch (JdbiException e) {
      throw isOutOfReach(e) ? unavailable(e) : e;
    }
  }

  /** Runs statements that happen together or not at all. */
  <T> T inTransaction(Function<Handle, T> work) {
    try {
      return jdbi.inTransaction(work::apply);
    } catch (JdbiException e) {
      throw isOutOfReach(e) ? unavailable(e) : e;
    }
  }

  /** Keeps everybody else from that digest until the transaction ends. */
  static void lock(Handle handle, Digest digest) {
    handle
        .createQuery("select pg_advisory_xact_lock(hashtextextended('registry ' || :digest, 0))")
        .bind("digest", digest.value())
        .mapToMap()
        .list();
  }

  /** No connection, a broken one, or a server that is going down (SQLSTATE classes 08 and 57P). */
  private static boolean isOutOfReach(JdbiException e) {
    if (e instanceof ConnectionException) {
      return true;
    }
    if (!(e.getCause() instanceof SQLException cause)) {
      return false;
    }
    var state = String.valueOf(cause.getSQLState());
    return state.startsWith("08") || state.startsWith("57P");
  }

  private static RegistryException unavailable(JdbiException cause) {
    var exception =
        new RegistryException(
            ErrorCode.UNAVAILABLE,
            "the registry's database does not answer",
            Map.of("Retry-After", "2"));
    exception.initCause(cause);
    return exception;
  }
}
