package fleet.cli.server.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The two files that say how PostgreSQL runs. Both are ours, written whole before each start. */
final class PostgresSettings {
  private static final String SETTINGS =
      """
      # Written by Fleet at each start; changes are lost.
      listen_addresses = '127.0.0.1'
      unix_socket_directories = ''
      password_encryption = 'scram-sha-256'
      max_connections = 100

      # What was committed is on the disk.
      fsync = on
      synchronous_commit = on
      full_page_writes = on

      shared_buffers = '64MB'
      max_wal_size = '512MB'
      jit = off
      timezone = 'UTC'

      logging_collector = on
      log_directory = 'log'
      log_filename = 'postgresql-%a.log'
      log_rotation_age = '1d'
      log_truncate_on_rotation = on
      log_timezone = 'UTC'
      log_line_prefix = '%m [%p] %u '
      """;

  private static final String WHO_MAY_CONNECT =
      """
      # Written by Fleet at each start; changes are lost.
      # TYPE  DATABASE  USER  ADDRESS       METHOD
      host    all       all   127.0.0.1/32  scram-sha-256
      """;

  private PostgresSettings() {}

  static void write(Path cluster, int port, DatabaseUser user) throws IOException {
    write(cluster.resolve("postgresql.conf"), SETTINGS + "port = " + port + "\n", user);
    write(cluster.resolve("pg_hba.conf"), WHO_MAY_CONNECT, user);
    // It would override the settings above.
    write(cluster.resolve("postgresql.auto.conf"), "", user);
  }

  private static void write(Path file, String text, DatabaseUser user) throws IOException {
    Files.writeString(file, text);
    user.give(file);
  }
}
