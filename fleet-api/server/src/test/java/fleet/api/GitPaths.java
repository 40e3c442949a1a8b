package fleet.api;

import fleet.api.PublishedRoutes.Route;
import fleet.contract.Json;
import fleet.contract.node.AccessAction;
import java.util.List;

/** The routes of git, as the document would have them: each is of a fleet, and takes an action. */
final class GitPaths {
  private static final String REPOSITORY = "/git/{fleet}.git/";

  private GitPaths() {}

  static List<Route> all() {
    return List.of(
        route("GET", "info/refs?service=git-upload-pack", AccessAction.VIEW),
        route("GET", "info/refs?service=git-receive-pack", AccessAction.PUSH),
        route("POST", "git-upload-pack", AccessAction.VIEW),
        route("POST", "git-receive-pack", AccessAction.PUSH));
  }

  static boolean isOne(String path) {
    return path.startsWith("/git/");
  }

  private static Route route(String method, String path, AccessAction action) {
    var operation = Json.mapper().createObjectNode();
    operation
        .putObject("x-fleet-access")
        .put("who", "person")
        .put("action", action.name())
        .put("subject", "FLEET");
    return Route.of(method, REPOSITORY + path, operation);
  }
}
