package fleet.api.http;

import fleet.api.dashboard.Asset;
import fleet.api.dashboard.Dashboard;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * The dashboard's files, at {@code /} and below {@code /assets/}, from memory and without a token.
 * What it does not have is left to the routes after it.
 */
public final class DashboardRoutes {
  private static final int NOT_MODIFIED = 304;

  private final Dashboard dashboard;

  public DashboardRoutes(Dashboard dashboard) {
    this.dashboard = dashboard;
  }

  public void mount(Router router) {
    for (var path : new String[] {"/", "/assets/*"}) {
      router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(this::serve);
    }
  }

  private void serve(RoutingContext context) {
    dashboard
        .find(context.request().path())
        .ifPresentOrElse(asset -> send(asset, context), context::next);
  }

  private static void send(Asset asset, RoutingContext context) {
    var request = context.request();
    var response = context.response();
    asset.headers().forEach(response::putHeader);
    var known = request.getHeader("If-None-Match");
    if (known != null && asset.isKnown(known)) {
      response.setStatusCode(NOT_MODIFIED).end();
      return;
    }
    var body = Buffer.buffer(asset.content());
    if (request.method().equals(HttpMethod.HEAD)) {
      response.putHeader("Content-Length", Integer.toString(body.length())).end();
      return;
    }
    response.end(body);
  }
}
