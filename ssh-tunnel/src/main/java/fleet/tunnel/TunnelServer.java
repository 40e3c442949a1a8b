package fleet.tunnel;

import javax.sql.DataSource;

/** The gateway: opens its ports at {@link #start} and gives them back at {@link #close}. */
public final class TunnelServer implements AutoCloseable {
  private final TunnelConfig config;
  private final DataSource database;

  public TunnelServer(TunnelConfig config, DataSource database) {
    this.config = config;
    this.database = database;
  }

  /** Migrates the schema, loads or makes the keys, and listens. */
  @SuppressWarnings("DoNotCallSuggester")
  public void start() {
    throw new UnsupportedOperationException(
        "the gateway of %s over %s is not built yet".formatted(config.apiUrl(), database));
  }

  /** The port that devices and people dial. */
  public int sshPort() {
    return config.sshPort();
  }

  /** The port that the API asks, on loopback. */
  public int httpPort() {
    return config.httpPort();
  }

  @Override
  public void close() {}
}
