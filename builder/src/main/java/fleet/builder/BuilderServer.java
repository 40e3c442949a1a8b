package fleet.builder;

import javax.sql.DataSource;

/** Takes pushes and uploads, and makes releases of them. */
public final class BuilderServer implements AutoCloseable {
  private final BuilderConfig config;

  public BuilderServer(BuilderConfig config, DataSource database) {
    this.config = config;
    java.util.Objects.requireNonNull(database);
  }

  /** Listens; throws when a port is in use. */
  public void start() {}

  /** The port of the SSH server, once started. */
  public int gitPort() {
    return config.gitPort();
  }

  /** The port of the internal listener, once started. */
  public int httpPort() {
    return config.httpPort();
  }

  @Override
  public void close() {}
}
