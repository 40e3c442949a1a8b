package fleet.api;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import fleet.api.db.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * A database of its own, in a real PostgreSQL that all tests of this process share: starting one
 * for each took longer than most tests.
 */
public final class TestDatabase implements AutoCloseable {
  private static final EmbeddedPostgres POSTGRES = started();
  private static final String USER = "postgres";
  private static final String MIGRATED = "migrated";
  private static final AtomicInteger MADE = new AtomicInteger();

  private static final int MOST_CONNECTIONS = 30;

  private final String name;
  private final HikariDataSource pool;

  private TestDatabase(String template) {
    this.name = "test" + MADE.incrementAndGet();
    command("create database %s template %s".formatted(name, template));
    var config = new HikariConfig();
    config.setDataSource(POSTGRES.getDatabase(USER, name));
    config.setMaximumPoolSize(MOST_CONNECTIONS);
    config.setMinimumIdle(0);
    this.pool = new HikariDataSource(config);
  }

  /** One that has the schema. */
  public static TestDatabase migrated() {
    return new TestDatabase(MIGRATED);
  }

  /** One that has nothing. */
  public static TestDatabase empty() {
    return new TestDatabase("template1");
  }

  /** Its connections, kept between uses as a server does. */
  public DataSource source() {
    return pool;
  }

  String name() {
    return name;
  }

  int port() {
    return POSTGRES.getPort();
  }

  /** Ends the database's side of connections that listen, and tells how many there were. */
  public int cutDoorbell() {
    var sql =
        "select count(pg_terminate_backend(pid)) from pg_stat_activity"
            + " where datname = current_database() and query like 'listen %'";
    try (var connection = source().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All that is stored in these tables, as text. */
  public String everyRow(String... tables) {
    var found = new StringBuilder();
    try (var connection = source().getConnection();
        var statement = connection.createStatement()) {
      for (var table : tables) {
        try (var rows = statement.executeQuery("select t::text from api.%s t".formatted(table))) {
          while (rows.next()) {
            found.append(rows.getString(1)).append('\n');
          }
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return found.toString();
  }

  /** All that is stored in any table of any schema, as text. */
  public String everything() {
    var tables =
        "select quote_ident(table_schema) || '.' || quote_ident(table_name)"
            + " from information_schema.tables where table_type = 'BASE TABLE'"
            + " and table_schema not in ('pg_catalog', 'information_schema')";
    var found = new StringBuilder();
    try (var connection = source().getConnection();
        var listed = connection.createStatement();
        var names = listed.executeQuery(tables)) {
      while (names.next()) {
        try (var statement = connection.createStatement();
            var rows =
                statement.executeQuery("select t::text from %s t".formatted(names.getString(1)))) {
          while (rows.next()) {
            found.append(names.getString(1)).append(rows.getString(1)).append('\n');
          }
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return found.toString();
  }

  /** An open transaction that holds what the statement locks, until it is closed. */
  public Connection holding(String statement) {
    try {
      var connection = source().getConnection();
      connection.setAutoCommit(false);
      try (var prepared = connection.createStatement()) {
        prepared.execute(statement);
      }
      return connection;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Changes the database behind the server's back. */
  public void sql(String statement) {
    try (var connection = source().getConnection();
        var prepared = connection.createStatement()) {
      prepared.execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The first value that a query finds, as text. */
  public Optional<String> value(String query) {
    try (var connection = source().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the audit log says was done so, in order. */
  public List<String> audited(String what) {
    var sql =
        """
        select concat_ws(' ', a.fleet, regexp_replace(p.name, '^device \\S+ ', ''),
          nullif(a.subject, '')) from api.audit a
        left join api.audit_people p on a.about = 'person:' || p.mark where what = ? order by id
        """;
    try (var connection = source().getConnection();
        var statement = connection.prepareStatement(sql)) {
      statement.setString(1, what);
      var subjects = new ArrayList<String>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          subjects.add(rows.getString(1));
        }
      }
      return subjects;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    pool.close();
    command("drop database %s with (force)".formatted(name));
  }

  private static EmbeddedPostgres started() {
    try {
      var postgres = EmbeddedPostgres.start();
      command(postgres, "create database " + MIGRATED);
      new Database(postgres.getDatabase(USER, MIGRATED)).migrate();
      return postgres;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void command(String text) {
    command(POSTGRES, text);
  }

  private static void command(EmbeddedPostgres postgres, String text) {
    try (var connection = postgres.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(text);
    } catch (SQLException e) {
      throw new IllegalStateException(text, e);
    }
  }
}
