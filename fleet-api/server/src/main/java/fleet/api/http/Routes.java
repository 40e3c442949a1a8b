package fleet.api.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;

/** Puts the endpoints on a router. Built once for each event loop. */
final class Routes {
  private final Router router;
  private final Exchange exchange;
  private final Desk desk;
  private final Patience patience;

  Routes(Router router, Exchange exchange, Desk desk, Patience patience) {
    this.router = router;
    this.patience = patience;
    this.exchange = exchange;
    this.desk = desk;
  }

  Router mount(List<Endpoint> endpoints) {
    router.route().handler(patience::asked).failureHandler(Problems::unread);
    router.route("/device/v1/*").handler(desk.deviceApi()::admit);
    endpoints.forEach(this::mount);
    new GitRoutes(exchange, desk.proxies().git()).mount(router);
    new DashboardRoutes(desk.dashboard()).mount(router);
    router.errorHandler(400, Problems::badRequest);
    router.errorHandler(404, Problems::notFound);
    router.errorHandler(405, Problems::methodNotAllowed);
    router.errorHandler(413, Problems::tooLarge);
    router.errorHandler(500, Problems::internal);
    return router;
  }

  private void mount(Endpoint endpoint) {
    var route =
        router.route(endpoint.method(), pattern(endpoint.path())).handler(exchange.admit(endpoint));
    if (!(endpoint.work() instanceof Work.Raw)) {
      var limit = endpoint.takes().limit();
      route.handler(patience.bodyBegins(limit));
      route.handler(body(limit));
      route.handler(patience::bodyEnds);
    }
    route.handler(exchange.answer(ParameterCheck.before(endpoint)));
  }

  /** As Vert.x writes the parts of a path: {@code :fleet} for {@code {fleet}}. */
  private static String pattern(String path) {
    return path.replace("{", ":").replace("}", "");
  }

  /** As a plain handler: Vert.x wants its own first, and here callers are checked first. */
  private static Handler<RoutingContext> body(int limit) {
    var reader = BodyHandler.create(false).setBodyLimit(limit);
    return context -> reader.handle(context);
  }
}
