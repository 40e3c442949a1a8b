package fleet.tunnel.http;

import fleet.contract.identity.Secret;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The internal port: opened by {@link #start}, given back by {@link #close}. */
public final class InternalHttp implements AutoCloseable {
  private static final long MAX_BODY_BYTES = 64 * 1024;

  private final InetSocketAddress wanted;
  private final Secret serviceKey;
  private final Answers answers;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private @Nullable Vertx vertx;
  private @Nullable HttpServer server;

  public InternalHttp(InetSocketAddress wanted, Secret serviceKey, Answers answers) {
    this.wanted = wanted;
    this.serviceKey = serviceKey;
    this.answers = answers;
  }

  /**
   * Listens.
   *
   * @throws IllegalStateException when the port is in use
   */
  public void start() {
    var started = Vertx.vertx();
    vertx = started;
    try {
      server = started.createHttpServer(options()).requestHandler(routes(started)).listen().await();
    } catch (RuntimeException e) {
      close();
      throw inUse(e)
          ? new IllegalStateException(
              "port %d on %s is in use".formatted(wanted.getPort(), host()), e)
          : e;
    }
  }

  public int port() {
    return Optional.ofNullable(server).map(HttpServer::actualPort).orElse(wanted.getPort());
  }

  @Override
  public void close() {
    if (vertx != null) {
      vertx.close().await();
    }
    threads.shutdown();
  }

  private HttpServerOptions options() {
    return new HttpServerOptions().setHost(host()).setPort(wanted.getPort());
  }

  private String host() {
    return wanted.getAddress().getHostAddress();
  }

  private Router routes(Vertx started) {
    var exchange = new Exchange(serviceKey, threads);
    var router = Router.router(started);
    router.route().handler(exchange::admit);
    router.route().handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES));
    router.get("/internal/v1/gateway").handler(exchange.answering(_ -> answers.gateway()));
    router
        .post("/internal/v1/certificates/user")
        .handler(exchange.answering(answers::userCertificate));
    router
        .post("/internal/v1/certificates/host")
        .handler(exchange.answering(answers::hostCertificate));
    router.route().handler(exchange::nothingHere);
    return router;
  }

  private static boolean inUse(Throwable failure) {
    return failure instanceof BindException
        || (failure.getCause() != null && inUse(failure.getCause()));
  }
}
