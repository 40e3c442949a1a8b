package fleet.api.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens on one channel of PostgreSQL with a connection of its own, which it opens again when it
 * is lost. A ring says only that there is something to read. One thread owns all of it.
 */
public final class Doorbell implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Doorbell.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** Who comes to the door; called on the doorbell's thread. */
  public interface Owner {
    /** Somebody rang, or might have; says how long to wait for the next ring before looking. */
    Duration look();

    /** Rings may be missed from now on. */
    void cutOff();

    /** Rings are heard again; some may have been missed. */
    void backAgain();
  }

  private final Database database;
  private final String channel;
  private final Owner owner;
  private @Nullable Thread thread;

  /**
   * @param channel a plain identifier
   */
  public Doorbell(Database database, String channel, Owner owner) {
    this.database = database;
    this.channel = channel;
    this.owner = owner;
  }

  /** Begins to listen. */
  public void start() {
    thread = Thread.ofVirtual().name("fleet-api-doorbell").start(this::run);
  }

  @Override
  public void close() {
    if (thread != null) {
      thread.interrupt();
    }
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        listen();
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns when the connection is lost. */
  private void listen() {
    try (var connection = database.source().getConnection()) {
      connection.setAutoCommit(true);
      try (var statement = connection.createStatement()) {
        statement.execute("listen " + channel);
      }
      owner.backAgain();
      answer(connection);
    } catch (SQLException | RuntimeException e) {
      if (!Thread.currentThread().isInterrupted()) {
        LOG.atWarn().setCause(e).log("the database's doorbell is cut off");
      }
    } finally {
      owner.cutOff();
    }
  }

  private void answer(Connection connection) throws SQLException {
    var bell = connection.unwrap(PGConnection.class);
    try {
      while (!Thread.currentThread().isInterrupted()) {
        var wait = owner.look();
        var _ = bell.getNotifications((int) Math.max(1, wait.toMillis()));
      }
    } catch (SQLException e) {
      // The pool did not see it, and would give what is left of it to whoever asks next.
      connection.abort(Runnable::run);
      throw e;
    }
  }
}
