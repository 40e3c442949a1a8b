package fleet.api.http;

import static fleet.contract.node.AccessAction.MANAGE;
import static fleet.contract.node.AccessAction.OPEN_SESSION;
import static fleet.contract.node.AccessAction.PUSH;
import static fleet.contract.node.AccessAction.VIEW;

import fleet.contract.node.AccessAction;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

/**
 * Every route in order: method, path, who may, how large a body. Built once for each event loop.
 */
final class Routes {
  private static final int SMALL = 64 * 1024;
  private static final int REPORT = 1024 * 1024;
  private static final int LARGE = 10 * 1024 * 1024;
  private static final String FLEET = "/api/v1/fleets/:fleet";
  private static final String DEVICE = "/api/v1/devices/:device";

  private final Router router;
  private final Exchange exchange;
  private final Desk desk;

  Routes(Router router, Exchange exchange, Desk desk) {
    this.router = router;
    this.exchange = exchange;
    this.desk = desk;
  }

  Router mount() {
    people();
    fleets();
    devices();
    deviceApi();
    registry();
    internal();
    new DashboardRoutes(desk.dashboard()).mount(router);
    errors();
    return router;
  }

  private void people() {
    var people = desk.people();
    open(HttpMethod.POST, "/api/v1/login", people::login);
    person(HttpMethod.POST, "/api/v1/logout", VIEW, people::logout);
    person(HttpMethod.GET, "/api/v1/me", VIEW, people::me);
    person(HttpMethod.GET, "/api/v1/users", MANAGE, people::users);
    person(HttpMethod.POST, "/api/v1/users", MANAGE, people::addUser);
    person(HttpMethod.GET, "/api/v1/keys", VIEW, people::keys);
    person(HttpMethod.POST, "/api/v1/keys", VIEW, people::addKey);
    person(HttpMethod.DELETE, "/api/v1/keys/:fingerprint", VIEW, people::removeKey);
    person(HttpMethod.GET, "/api/v1/events", VIEW, desk.events()::events);
    open(HttpMethod.GET, "/api/v1/health", desk.health()::health);
  }

  private void fleets() {
    var fleets = desk.fleets();
    var releases = desk.releases();
    person(HttpMethod.GET, "/api/v1/fleets", VIEW, fleets::list);
    person(HttpMethod.POST, "/api/v1/fleets", PUSH, fleets::create);
    person(HttpMethod.GET, FLEET, VIEW, fleets::show);
    person(HttpMethod.DELETE, FLEET, MANAGE, fleets::delete);
    person(HttpMethod.GET, FLEET + "/releases", VIEW, releases::list);
    person(HttpMethod.GET, FLEET + "/releases/:release", VIEW, releases::show);
    person(HttpMethod.POST, FLEET + "/provisioning-keys", PUSH, fleets::makeKey);
    person(HttpMethod.GET, FLEET + "/provisioning-keys", VIEW, fleets::keys);
    person(HttpMethod.DELETE, FLEET + "/provisioning-keys/:key", PUSH, fleets::revokeKey);
    router.post(FLEET + "/builds").handler(desk.builds()::upload);
    router.get("/api/v1/builds/:build/log").handler(desk.builds()::log);
    person(HttpMethod.GET, "/api/v1/releases/:release/progress", VIEW, releases::progress);
  }

  private void devices() {
    var devices = desk.devices();
    person(HttpMethod.GET, "/api/v1/devices", VIEW, devices::list);
    person(HttpMethod.GET, DEVICE, VIEW, devices::show);
    person(HttpMethod.DELETE, DEVICE, PUSH, devices::delete);
    person(HttpMethod.GET, DEVICE + "/logs", VIEW, devices::logs);
    person(HttpMethod.POST, DEVICE + "/sessions", OPEN_SESSION, devices::openSession);
  }

  private void deviceApi() {
    var api = desk.deviceApi();
    open(HttpMethod.GET, "/install", desk.install()::script);
    open(HttpMethod.GET, "/device/v1/supervisor.tar.gz", desk.install()::supervisor);
    open(HttpMethod.POST, "/device/v1/register", api::register);
    open(HttpMethod.POST, "/device/v1/challenge", api::challenge);
    open(HttpMethod.POST, "/device/v1/session", api::session);
    router
        .get("/device/v1/state")
        .handler(exchange::admitDevice)
        .handler(api::unchangedState)
        .handler(exchange.device(api::state));
    device("/device/v1/report", REPORT, api::report);
    device("/device/v1/logs", LARGE, api::logs);
    router.get("/device/v1/connect").handler(exchange::admitDevice).handler(api::connect);
  }

  private void registry() {
    open(HttpMethod.GET, "/registry/token", desk.registry()::token);
  }

  private void internal() {
    var internal = desk.internal();
    server(HttpMethod.POST, "/internal/v1/keys/lookup", internal::lookup);
    server(HttpMethod.POST, "/internal/v1/authorize", internal::authorize);
    server(HttpMethod.POST, "/internal/v1/fleets/:fleet/releases", internal::keepRelease);
    server(HttpMethod.POST, "/internal/v1/registry-tokens", internal::registryToken);
    server(HttpMethod.GET, "/internal/v1/releases/:release/progress", desk.releases()::progress);
    server(HttpMethod.GET, "/internal/v1/token-key", internal::tokenKey);
  }

  private void errors() {
    router.errorHandler(400, Problems::badRequest);
    router.errorHandler(404, Problems::notFound);
    router.errorHandler(405, Problems::methodNotAllowed);
    router.errorHandler(413, Problems::tooLarge);
    router.errorHandler(500, Problems::internal);
  }

  private void open(HttpMethod method, String path, Exchange.Endpoint endpoint) {
    router.route(method, path).handler(body(SMALL)).handler(exchange.open(endpoint));
  }

  private void person(
      HttpMethod method, String path, AccessAction action, Exchange.PersonEndpoint endpoint) {
    router.route(method, path).handler(body(SMALL)).handler(exchange.person(action, endpoint));
  }

  private void device(String path, int limit, Exchange.DeviceEndpoint endpoint) {
    router
        .post(path)
        .handler(exchange::admitDevice)
        .handler(body(limit))
        .handler(exchange.device(endpoint));
  }

  private void server(HttpMethod method, String path, Exchange.Endpoint endpoint) {
    router
        .route(method, path)
        .handler(exchange::admitServer)
        .handler(body(LARGE))
        .handler(exchange.open(endpoint));
  }

  /** As a plain handler: Vert.x wants its own first, and here callers are checked first. */
  private static Handler<RoutingContext> body(int limit) {
    var reader = BodyHandler.create(false).setBodyLimit(limit);
    return context -> reader.handle(context);
  }
}
