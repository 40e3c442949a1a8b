package fleet.registry;

import javax.sql.DataSource;

/** The registry: opens its port at {@link #start} and gives it back at {@link #close}. */
public final class RegistryServer implements AutoCloseable {
  private final RegistryConfig config;
  private final DataSource database;

  public RegistryServer(RegistryConfig config, DataSource database) {
    this.config = config;
    this.database = database;
  }

  /** Migrates the schema, clears what died long ago, and listens. */
  @SuppressWarnings("DoNotCallSuggester")
  public void start() {
    throw new UnsupportedOperationException(
        "the registry in %s over %s is not built yet".formatted(config.dataFolder(), database));
  }

  /** The port that engines dial. */
  public int port() {
    return config.port();
  }

  @Override
  public void close() {}
}
