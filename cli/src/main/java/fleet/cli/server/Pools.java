package fleet.cli.server;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import fleet.cli.machine.MachineException;
import fleet.cli.server.postgres.DatabaseAddress;
import java.util.Objects;

/** Database connections, a pool for each part so that none starves another. */
final class Pools {
  private static final int TIMEOUT_MILLIS = 10_000;
  private static final String LONGEST_SILENCE_SECONDS = "60";

  /**
   * A node that is cut off leaves its transactions open for as long as TCP lives, hours, and every
   * open one holds back the events of all nodes. So the database ends them itself. And what is
   * looked up by a key is looked up by its index: PostgreSQL expects a disk that turns, and would
   * read a whole table for the states of thirty devices.
   */
  private static final String SETTINGS =
      "set idle_in_transaction_session_timeout = '20s'; set tcp_user_timeout = '20s';"
          + " set random_page_cost = 1.1";

  private Pools() {}

  /**
   * Connects.
   *
   * @throws MachineException when the database is not there, or lets nobody in
   */
  static HikariDataSource open(Role role, DatabaseAddress address) {
    var config = new HikariConfig();
    config.setPoolName("fleet-" + role.schema());
    config.setJdbcUrl(address.url());
    config.setUsername(address.user());
    config.setPassword(address.password().reveal());
    config.addDataSourceProperty("ApplicationName", "fleet-" + role.schema());
    if (role == Role.API) {
      // A network that swallows everything would hold a thread and its connection for hours.
      config.addDataSourceProperty("socketTimeout", LONGEST_SILENCE_SECONDS);
    }
    config.setConnectionInitSql(SETTINGS);
    config.setMaximumPoolSize(size(role));
    config.setMinimumIdle(1);
    config.setConnectionTimeout(TIMEOUT_MILLIS);
    try {
      return new HikariDataSource(config);
    } catch (HikariPool.PoolInitializationException e) {
      throw new MachineException(
          "could not open the database %s: %s"
              .formatted(address.url(), Objects.requireNonNullElse(e.getCause(), e).getMessage()),
          "it must run, and take that user by that password",
          e);
    }
  }

  private static int size(Role role) {
    return switch (role) {
      case API -> 12;
      case REGISTRY -> 6;
      case BUILDER, TUNNEL -> 4;
    };
  }
}
