package fleet.api;

import fleet.api.db.Database;
import fleet.contract.operator.SignIn;
import java.util.Optional;
import javax.sql.DataSource;

/** The API: opens its port at {@link #start} and gives it back at {@link #close}. */
public final class ApiServer implements AutoCloseable {
  private final ApiConfig config;
  private final Database database;

  public ApiServer(ApiConfig config, DataSource database) {
    this.config = config;
    this.database = new Database(database);
  }

  /**
   * Migrates the schema, loads or makes the keys, and listens.
   *
   * @throws IllegalStateException when a port is in use, or the keys were wrapped by another master
   *     key
   */
  public void start() {
    database.migrate();
  }

  /** The port of everything over HTTP. */
  public int port() {
    return config.port();
  }

  /** How the first person signs in; present when this start made them. */
  public Optional<SignIn> firstAdmin() {
    return Optional.empty();
  }

  @Override
  public void close() {}
}
