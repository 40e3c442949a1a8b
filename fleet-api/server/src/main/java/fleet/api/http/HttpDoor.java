package fleet.api.http;

import fleet.contract.problem.Problem;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.ext.web.Router;
import java.net.BindException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The API's port, on each of its addresses, served by an event loop for each processor: opened by
 * {@link #start}, given back by {@link #close}.
 */
public final class HttpDoor implements AutoCloseable {
  private static final Set<String> TLS_VERSIONS = Set.of("TLSv1.3", "TLSv1.2");
  private static final int ANY_SHARED = -1;
  private static final int ANY_OTHER_SHARED = -2;
  private static final int MAX_LINE_BYTES = 16 * 1024;

  /** Bodies that are passed on go in pieces of this size at most: each is a write of its own. */
  private static final int PIECE_BYTES = 64 * 1024;

  private static final int MAX_HEADER_BYTES = 32 * 1024;
  private static final int MAX_BUILD_STREAMS = 1000;
  private static final int MAX_PULLS = 1000;
  private static final int MAX_FRAME_BYTES = 64 * 1024;
  private static final int MAX_MESSAGE_BYTES = 10 * 1024 * 1024;

  private final HttpSettings settings;
  private final Features features;
  private final ExecutorService threads;
  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger open = new AtomicInteger();
  private volatile int port;
  private volatile Optional<Integer> tlsPort = Optional.empty();

  /**
   * @param threads virtual ones, for everything that may block
   */
  public HttpDoor(HttpSettings settings, Features features, ExecutorService threads) {
    this.settings = settings;
    this.features = features;
    this.threads = threads;
    this.port = settings.port();
  }

  /**
   * Listens.
   *
   * @throws IllegalStateException when the port is in use
   */
  public void start() {
    var gate =
        new Gate(features.accounts().signIns(), features.deviceSessions(), settings.serviceKey());
    var desk = Desk.of(features, settings, proxies());
    var subjects = new Subjects(features.fleets(), features.devices(), features.releases());
    var exchange = new Exchange(gate, subjects, features.streams(), threads);
    for (var host : settings.hosts()) {
      deploy(plain(host, settings.port()), actual -> port = actual, new Inside(exchange, desk));
    }
    settings
        .tls()
        .ifPresent(tls -> {
          for (var host : tls.hosts()) {
            deploy(
                secured(host, tls),
                actual -> tlsPort = Optional.of(actual),
                new Inside(exchange, desk));
          }
        });
  }

  /** The port, once it is open. */
  public int port() {
    return port;
  }

  /** The port of the same over TLS, once it is open. */
  public Optional<Integer> tlsPort() {
    return tlsPort;
  }

  /** Lets nobody in any more, and cuts off who is. */
  public void shut() {
    for (var deployment : vertx.deploymentIDs()) {
      var _ = vertx.undeploy(deployment).await();
    }
  }

  /** Gives back the rest; after the threads have ended, whose answers go through it. */
  @Override
  public void close() {
    vertx.close().await();
  }

  private Desk.Proxies proxies() {
    var images = new Relay(client(MAX_PULLS), "registry", Replies::refuse);
    return new Desk.Proxies(
        new BuildProxy(builder(Replies::refuse)),
        new GitProxy(builder(GitRefusals::tell)),
        new ImageProxy(images, settings.registryUrl()));
  }

  private BuilderDoor builder(BiConsumer<HttpServerRequest, Problem> refusal) {
    return new BuilderDoor(
        new Relay(client(MAX_BUILD_STREAMS), "builder", refusal),
        settings.builderUrl(),
        settings.serviceKey());
  }

  /** Everything that streams holds a connection of its own; as many may wait for one. */
  private HttpClient client(int most) {
    return vertx.createHttpClient(
        new HttpClientOptions().setKeepAlive(false).setMaxChunkSize(PIECE_BYTES),
        new PoolOptions().setHttp1MaxSize(most).setMaxWaitQueueSize(most));
  }

  private void deploy(HttpServerOptions options, IntConsumer opened, Inside inside) {
    var instances = Runtime.getRuntime().availableProcessors();
    try {
      var _ =
          vertx
              .deployVerticle(
                  () -> new Listener(options, opened, inside),
                  new DeploymentOptions().setInstances(instances))
              .await();
    } catch (Exception e) {
      // Vert.x throws checked exceptions that it does not declare.
      var reason = inUse(e) ? "port %d on %s is in use" : "could not open port %d on %s";
      throw new IllegalStateException(
          reason.formatted(Math.max(options.getPort(), 0), options.getHost()), e);
    }
  }

  private static boolean inUse(Throwable failure) {
    return failure instanceof BindException
        || (failure.getCause() != null && inUse(failure.getCause()));
  }

  private static HttpServerOptions plain(String host, int port) {
    return new HttpServerOptions()
        .setHost(host)
        // A negative port is any free one that the event loops share.
        .setPort(port == 0 ? ANY_SHARED : port)
        .setMaxInitialLineLength(MAX_LINE_BYTES)
        .setMaxChunkSize(PIECE_BYTES)
        .setMaxWebSocketFrameSize(MAX_FRAME_BYTES)
        .setMaxWebSocketMessageSize(MAX_MESSAGE_BYTES)
        .setMaxHeaderSize(MAX_HEADER_BYTES)
        // Nobody who asks us upgrades to HTTP/2; a proxy that forwards one would be passed by.
        .setHttp2ClearTextEnabled(false)
        .setHandle100ContinueAutomatically(true)
        .setCompressionSupported(true);
  }

  private static HttpServerOptions secured(String host, TlsDoor tls) {
    return plain(host, tls.port())
        .setPort(tls.port() == 0 ? ANY_OTHER_SHARED : tls.port())
        .setSsl(true)
        .setKeyCertOptions(KeyCertOptions.wrap(tls.key()))
        .setEnabledSecureTransportProtocols(TLS_VERSIONS)
        // HTTP/1.1 as on the plain port: WebSockets and the limits are of that.
        .setUseAlpn(false);
  }

  /** What stands behind a port. */
  private record Inside(Exchange exchange, Desk desk) {}

  /** One event loop's share of the port. */
  private final class Listener extends VerticleBase {
    private final HttpServerOptions options;
    private final IntConsumer opened;
    private final Inside inside;
    private @Nullable HttpServer server;

    Listener(HttpServerOptions options, IntConsumer opened, Inside inside) {
      this.options = options;
      this.opened = opened;
      this.inside = inside;
    }

    @Override
    public Future<?> start() {
      var patience = Patience.on(vertx, settings.limits(), open);
      var routes = new Routes(Router.router(vertx), inside.exchange(), inside.desk(), patience);
      var created =
          vertx
              .createHttpServer(options)
              .connectionHandler(patience::begin)
              .invalidRequestHandler(Problems::unreadable)
              .requestHandler(routes.mount(Endpoints.all(inside.desk())));
      server = created;
      return created.listen().onSuccess(listening -> opened.accept(listening.actualPort()));
    }

    @Override
    public Future<?> stop() {
      return server == null ? Future.succeededFuture() : server.close();
    }
  }
}
