package fleet.api.http;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.Router;
import java.net.BindException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The API's port, on each of its addresses, served by an event loop for each processor: opened by
 * {@link #start}, given back by {@link #close}.
 */
public final class HttpDoor implements AutoCloseable {
  private static final int ANY_SHARED = -1;
  private static final int MAX_LINE_BYTES = 16 * 1024;
  private static final int MAX_HEADER_BYTES = 32 * 1024;
  private static final int MAX_BUILD_STREAMS = 1000;
  private static final int MAX_FRAME_BYTES = 64 * 1024;
  private static final int MAX_MESSAGE_BYTES = 10 * 1024 * 1024;

  private final HttpSettings settings;
  private final Features features;
  private final ExecutorService threads;
  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger open = new AtomicInteger();
  private volatile int port;

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
    var upstream = new BuildProxy.Upstream(client(), settings.builderUrl(), settings.serviceKey());
    var desk = Desk.of(features, settings, new BuildProxy(upstream));
    var subjects = new Subjects(features.fleets(), features.devices(), features.releases());
    var exchange = new Exchange(gate, subjects, threads);
    for (var host : settings.hosts()) {
      deploy(host, exchange, desk);
    }
  }

  /** The port, once it is open. */
  public int port() {
    return port;
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

  /** Every upload and every log that is watched holds a connection of its own. */
  private HttpClient client() {
    return vertx.createHttpClient(
        new HttpClientOptions().setKeepAlive(false),
        new PoolOptions().setHttp1MaxSize(MAX_BUILD_STREAMS));
  }

  private void deploy(String host, Exchange exchange, Desk desk) {
    var instances = Runtime.getRuntime().availableProcessors();
    try {
      var _ =
          vertx
              .deployVerticle(
                  () -> new Listener(host, exchange, desk),
                  new DeploymentOptions().setInstances(instances))
              .await();
    } catch (Exception e) {
      // Vert.x throws checked exceptions that it does not declare.
      var reason = inUse(e) ? "port %d on %s is in use" : "could not open port %d on %s";
      throw new IllegalStateException(reason.formatted(settings.port(), host), e);
    }
  }

  private static boolean inUse(Throwable failure) {
    return failure instanceof BindException
        || (failure.getCause() != null && inUse(failure.getCause()));
  }

  private HttpServerOptions options(String host) {
    return new HttpServerOptions()
        .setHost(host)
        // A negative port is any free one that the event loops share.
        .setPort(settings.port() == 0 ? ANY_SHARED : settings.port())
        .setMaxInitialLineLength(MAX_LINE_BYTES)
        .setMaxWebSocketFrameSize(MAX_FRAME_BYTES)
        .setMaxWebSocketMessageSize(MAX_MESSAGE_BYTES)
        .setMaxHeaderSize(MAX_HEADER_BYTES)
        // Nobody who asks us upgrades to HTTP/2; a proxy that forwards one would be passed by.
        .setHttp2ClearTextEnabled(false)
        .setHandle100ContinueAutomatically(true)
        .setCompressionSupported(true);
  }

  /** One event loop's share of the port. */
  private final class Listener extends VerticleBase {
    private final String host;
    private final Exchange exchange;
    private final Desk desk;
    private @Nullable HttpServer server;

    Listener(String host, Exchange exchange, Desk desk) {
      this.host = host;
      this.exchange = exchange;
      this.desk = desk;
    }

    @Override
    public Future<?> start() {
      var patience = new Patience(vertx, settings.limits(), open);
      var routes = new Routes(Router.router(vertx), exchange, desk, patience);
      var created =
          vertx
              .createHttpServer(options(host))
              .connectionHandler(patience::begin)
              .invalidRequestHandler(Problems::unreadable)
              .requestHandler(routes.mount(Endpoints.all(desk)));
      server = created;
      return created.listen().onSuccess(listening -> port = listening.actualPort());
    }

    @Override
    public Future<?> stop() {
      return server == null ? Future.succeededFuture() : server.close();
    }
  }
}
