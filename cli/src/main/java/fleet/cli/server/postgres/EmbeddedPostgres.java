package fleet.cli.server.postgres;

import fleet.cli.machine.Folders;
import fleet.cli.machine.OwnerOnlyFile;
import fleet.cli.machine.Ports;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The server's own PostgreSQL. Mutable: it belongs to the thread that starts and closes it. A
 * server that is killed leaves it running, and the next one adopts it.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";

  private final Path dataFolder;
  private final Path cache;
  private final List<String> modules;

  private Running running = new Running.No();

  /**
   * @param dataFolder of the server; the caller keeps other servers out of it
   * @param cache for what is unpacked
   * @param modules each gets a role and a schema of its name
   */
  public EmbeddedPostgres(Path dataFolder, Path cache, List<String> modules) {
    this.dataFolder = dataFolder;
    this.cache = cache;
    this.modules = List.copyOf(modules);
  }

  /**
   * Starts it, or adopts what runs already.
   *
   * @throws PostgresException when that cannot be
   */
  public void start() {
    var user = DatabaseUser.ensure();
    Folders.passable(dataFolder);
    user.own(dataFolder.resolve("postgres"));
    var cluster =
        new Cluster(
            dataFolder.resolve("postgres").toAbsolutePath(), PostgresBinaries.unpack(cache), user);
    var access = start(cluster, access(cluster));
    running = new Running.Yes(cluster, access);
    new Roles(access).ensure(modules);
  }

  /** Where that module finds its schema. */
  public DatabaseAddress address(String module) {
    return switch (running) {
      case Running.Yes yes ->
          DatabaseAddress.of(
              yes.access().port(), Roles.DATABASE, module, yes.access().password(module));
      case Running.No _ -> throw new IllegalStateException("the database is not started");
    };
  }

  /** Where that module finds its schema while another process has started this database. */
  public static Optional<DatabaseAddress> addressOfRunning(Path dataFolder, String module) {
    return PostgresAccess.read(accessFile(dataFolder))
        .map(access ->
            DatabaseAddress.of(access.port(), Roles.DATABASE, module, access.password(module)));
  }

  /** Stops it and waits until it has written everything. */
  @Override
  public void close() {
    if (running instanceof Running.Yes yes) {
      yes.cluster().stop();
      running = new Running.No();
    }
  }

  /** Passwords are on the disk before anything is made with them. */
  private PostgresAccess access(Cluster cluster) {
    var file = accessFile();
    var kept = PostgresAccess.read(file);
    if (kept.isEmpty() && cluster.exists()) {
      throw new PostgresException(
          "the passwords of the database are missing: there is no " + file.path(),
          "restore that file from a backup");
    }
    var roles = new ArrayList<>(modules);
    roles.add(Cluster.OWNER);
    var access = kept.orElseGet(PostgresAccess::fresh).withRoles(roles);
    access.write(file);
    return access;
  }

  private PostgresAccess start(Cluster cluster, PostgresAccess access) {
    if (!cluster.exists()) {
      cluster.make(access.password(Cluster.OWNER));
    }
    cluster.requireVersion();
    var survivor = cluster.running();
    if (survivor.isPresent()) {
      return access.atPort(survivor.get().port());
    }
    var reachable = access.atPort(Ports.freeOr(access.port(), List.of(LOOPBACK)));
    reachable.write(accessFile());
    cluster.start(reachable.port());
    return reachable;
  }

  private OwnerOnlyFile accessFile() {
    return accessFile(dataFolder);
  }

  private static OwnerOnlyFile accessFile(Path dataFolder) {
    return new OwnerOnlyFile(dataFolder.resolve("postgres.json"));
  }

  /** Whether it was started, and with what. */
  private sealed interface Running {
    record No() implements Running {}

    record Yes(Cluster cluster, PostgresAccess access) implements Running {}
  }
}
