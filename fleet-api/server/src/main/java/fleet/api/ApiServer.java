package fleet.api;

import fleet.api.audit.AuditLog;
import fleet.api.certificate.Authorities;
import fleet.api.certificate.Authority;
import fleet.api.certificate.GivenKey;
import fleet.api.certificate.IssuedKey;
import fleet.api.certificate.ServerHosts;
import fleet.api.db.Database;
import fleet.api.http.Features;
import fleet.api.http.HttpDoor;
import fleet.api.http.HttpSettings;
import fleet.api.http.TlsDoor;
import fleet.api.live.Pulse;
import fleet.contract.node.MasterKey;
import fleet.contract.operator.SignIn;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The API: opens its port at {@link #start} and gives it back at {@link #close}. */
public final class ApiServer implements AutoCloseable {
  /** What a device that polls may be late: two intervals and a little. */
  private static final Duration POLL_WINDOW = Graph.REPORT_INTERVAL.multipliedBy(2).plusSeconds(20);

  private final ApiConfig config;
  private final Database database;
  private final Clock clock = Clock.systemUTC();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private Optional<SignIn> firstAdmin = Optional.empty();
  private Optional<Authority> authority = Optional.empty();
  private @Nullable Features features;
  private @Nullable HttpDoor door;

  public ApiServer(ApiConfig config, DataSource database) {
    this.config = config;
    this.database = new Database(database);
  }

  /**
   * Migrates the schema, loads or makes the keys, and listens.
   *
   * @throws IllegalStateException when a port is in use, or the keys were wrapped by another master
   *     key
   * @throws IllegalArgumentException when the certificate that the operator brought proves nothing
   */
  public void start() {
    database.migrate();
    var graph = Graph.of(config, database, clock, threads);
    features = graph;
    firstAdmin = graph.accounts().users().makeFirst();
    authority =
        config
            .tls()
            .filter(port -> port.given().isEmpty())
            .map(_ ->
                Authorities.load(
                    database, new MasterKey(config.masterKey()), new AuditLog(clock), clock));
    graph.feed().subscribe(graph.board());
    graph.feed().subscribe(graph.hub());
    graph.feed().subscribe(graph.streams());
    graph.feed().start();
    graph.hub().start();
    threads.execute(graph.rolloutDriver());
    threads.execute(graph.jobRunner());
    threads.execute(graph.sealer());
    threads.execute(graph.streams());
    threads.execute(
        new Pulse(
            List.of(
                graph.presence()::flush,
                graph.pins()::endOver,
                graph.feed()::prune,
                graph.jobs()::prune,
                graph.accounts().lockOuts()::prune,
                graph.preregistration()::endOver)));
    // Apart from what waits for the database.
    threads.execute(
        new Pulse(
            List.of(graph.hub()::closeSilent, graph.hub()::letGoWhenDeaf, graph.hub()::renewOver)));
    var opened = new HttpDoor(http(), graph, threads);
    door = opened;
    try {
      opened.start();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** The port of everything over HTTP. */
  public int port() {
    return door == null ? config.port() : door.port();
  }

  /** The port of the same over TLS, where there is one. */
  public Optional<Integer> tlsPort() {
    return door == null ? Optional.empty() : door.tlsPort();
  }

  /** Who issued the certificate of that port, unless the operator brought one. */
  public Optional<Authority> authority() {
    return authority;
  }

  /** How the first person signs in; present when this start made them. */
  public Optional<SignIn> firstAdmin() {
    return firstAdmin;
  }

  @Override
  public void close() {
    if (door != null) {
      door.shut();
    }
    if (features != null) {
      features.feed().close();
    }
    var _ = threads.shutdownNow();
    threads.close();
    if (door != null) {
      door.close();
    }
  }

  private HttpSettings http() {
    return new HttpSettings(
        config.listenHosts(),
        config.port(),
        tls(),
        config.builderUrl(),
        config.tunnelUrl(),
        config.registryUrl(),
        config.serviceKey(),
        config.supervisorBundle(),
        POLL_WINDOW,
        config.limits());
  }

  private Optional<TlsDoor> tls() {
    return config.tls().map(port -> new TlsDoor(port.hosts(), port.port(), authority, key(port)));
  }

  private X509ExtendedKeyManager key(TlsPort port) {
    if (port.given().isPresent()) {
      return new GivenKey(port.given().get(), clock);
    }
    var hosts = new ServerHosts(port.hosts(), port.names());
    return new IssuedKey(authority.orElseThrow(), hosts, clock);
  }
}
