package fleet.cli.server.postgres;

import fleet.cli.machine.Folders;
import fleet.cli.machine.Patience;
import fleet.cli.machine.Program;
import fleet.cli.machine.ProgramException;
import fleet.contract.identity.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One PostgreSQL data folder, and the programs that make, start and stop it.
 *
 * @param home folder of everything, owned by the database's user
 */
record Cluster(Path home, PostgresBinaries binaries, DatabaseUser user) {
  static final String OWNER = "fleet";
  private static final Duration INIT_LIMIT = Duration.ofMinutes(3);

  /** Long enough for a crash recovery. */
  private static final Duration START_LIMIT = Duration.ofMinutes(5);

  private static final Duration STOP_LIMIT = Duration.ofMinutes(1);

  Path folder() {
    return home.resolve("data");
  }

  boolean exists() {
    return Files.exists(folder().resolve("PG_VERSION"));
  }

  /** Makes it; what a killed attempt left is thrown away. */
  void make(Secret password) {
    var fresh = home.resolve("data.new");
    var passwordFile = home.resolve("password.new");
    try {
      Folders.delete(fresh);
      Files.deleteIfExists(passwordFile);
      Files.writeString(passwordFile, password.reveal() + "\n");
      user.give(passwordFile);
      program(
              "initdb",
              "--pgdata=" + fresh,
              "--username=" + OWNER,
              "--pwfile=" + passwordFile,
              "--auth=scram-sha-256",
              "--encoding=UTF8",
              "--locale=C",
              "--locale-provider=builtin",
              "--builtin-locale=C.UTF-8")
          .within(INIT_LIMIT)
          .output();
      Files.move(fresh, folder(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("could not make the database in " + home, e);
    } finally {
      passwordFile.toFile().delete();
    }
  }

  /**
   * Refuses a data folder of another major version.
   *
   * @throws PostgresException when it does not fit
   */
  void requireVersion() {
    try {
      var made = Files.readString(folder().resolve("PG_VERSION")).strip();
      var ours = binaries.majorVersion();
      if (!made.equals(ours)) {
        throw new PostgresException(
            "the database in %s was made by PostgreSQL %s, and this Fleet brings PostgreSQL %s"
                .formatted(home, made, ours),
            "start the Fleet that made it, or choose another data folder");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("could not read the version of the database in " + home, e);
    }
  }

  /** The postmaster that serves this folder already, ready; one that is stopping is waited for. */
  Optional<PostmasterFile> running() {
    return Patience.of(START_LIMIT)
        .untilPresent(() -> {
          var file = PostmasterFile.read(folder()).filter(it -> it.isRunningIn(folder()));
          return file.filter(it -> !it.isReady()).isPresent()
              ? Optional.empty()
              : Optional.of(file);
        })
        .orElseThrow(() ->
            new PostgresException(
                "the database in %s neither starts nor stops".formatted(home),
                "its log is in " + home));
  }

  /** Starts it and returns when it takes connections. */
  void start(int port) {
    removeStalePidFile();
    try {
      PostgresSettings.write(folder(), port, user);
      control("start", START_LIMIT, "--log=" + home.resolve("start.log"));
    } catch (IOException e) {
      throw new UncheckedIOException("could not write the settings of the database", e);
    } catch (ProgramException e) {
      throw new PostgresException(
          "the database in %s does not start".formatted(home),
          "PostgreSQL says why in %s and in %s"
              .formatted(home.resolve("start.log"), folder().resolve("log")),
          e);
    }
  }

  void stop() {
    try {
      control("stop", STOP_LIMIT, "--mode=fast");
    } catch (ProgramException e) {
      if (running().isPresent()) {
        throw new PostgresException("the database in %s does not stop".formatted(home), "", e);
      }
    }
  }

  /**
   * PostgreSQL judges a left-behind postmaster.pid itself, but takes any living process of its own
   * user with that pid for a postmaster. Such a file is removed, when nothing works in the folder.
   */
  private void removeStalePidFile() {
    var isStale = PostmasterFile.read(folder()).filter(it -> !it.isRunningIn(folder())).isPresent();
    if (isStale && !PostmasterFile.isAnyRunningIn(folder())) {
      try {
        Files.deleteIfExists(PostmasterFile.of(folder()));
      } catch (IOException e) {
        throw new UncheckedIOException("could not remove a stale postmaster.pid", e);
      }
    }
  }

  private void control(String order, Duration limit, String option) {
    var words =
        List.of(
            binaries.program("pg_ctl"),
            order,
            "--silent",
            "--wait",
            "--timeout=" + limit.toSeconds(),
            "--pgdata=" + folder(),
            option);
    user.program(home, words).within(limit.plusSeconds(10)).output();
  }

  private Program program(String name, String... arguments) {
    var words = new java.util.ArrayList<String>();
    words.add(binaries.program(name));
    words.addAll(List.of(arguments));
    return user.program(home, words);
  }
}
