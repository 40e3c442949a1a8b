package fleet.api.dashboard;

import fleet.api.http.DashboardRoutes;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;

/** The dashboard alone, through a real router on a free loopback port. */
final class ServedDashboard implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;

  ServedDashboard(Dashboard dashboard) {
    var router = Router.router(vertx);
    new DashboardRoutes(dashboard).mount(router);
    server = vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1").await();
  }

  URI at(String path) {
    return URI.create("http://127.0.0.1:%d%s".formatted(server.actualPort(), path));
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
