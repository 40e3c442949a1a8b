package fleet.api.http;

import fleet.contract.node.AccessAction;
import fleet.contract.problem.Problem;
import fleet.contract.problem.ProblemCode;
import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Git's smart HTTP (gitprotocol-http), which is no part of the published document:
 *
 * <pre>
 * GET  /git/FLEET.git/info/refs?service=SERVICE
 * POST /git/FLEET.git/SERVICE
 * </pre>
 *
 * <p>The password that git shows is a token of a sign-in, or an API key; its user name is not
 * looked at. The {@code .git} may be missing, as over SSH.
 */
record GitRoutes(Exchange exchange, GitProxy builder) {
  private static final List<String> REPOSITORIES = List.of("/git/:fleet.git", "/git/:fleet");
  private static final String REFS = "info/refs";

  /** What git comes for, by the name that it has in the protocol. */
  private enum Errand {
    FETCH("git-upload-pack", AccessAction.VIEW),
    PUSH("git-receive-pack", AccessAction.PUSH);

    private final String service;
    private final AccessAction action;

    Errand(String service, AccessAction action) {
      this.service = service;
      this.action = action;
    }

    static Optional<Errand> find(String service) {
      return Arrays.stream(values()).filter(errand -> errand.service.equals(service)).findFirst();
    }
  }

  void mount(Router router) {
    for (var repository : REPOSITORIES) {
      router
          .get(repository + "/" + REFS)
          .handler(this::admitToRefs)
          .handler(context -> builder.ask(context, REFS));
      for (var errand : Errand.values()) {
        router
            .post(repository + "/" + errand.service)
            .handler(admit(errand))
            .handler(context -> builder.ask(context, errand.service));
      }
    }
  }

  private void admitToRefs(RoutingContext context) {
    Errand.find(String.valueOf(context.request().getParam("service")))
        .map(this::admit)
        .orElse(GitRoutes::refuseDumb)
        .handle(context);
  }

  private Handler<RoutingContext> admit(Errand errand) {
    var guard = new Guard.Signed(errand.action, Subject.FLEET);
    return context -> {
      var asker = new Asker(authorization(context), guard, context.pathParams());
      exchange.admitPaused(asker, context, GitRefusals::tell);
    };
  }

  /** A password is shown as the bearer token that it is. */
  private static Optional<String> authorization(RoutingContext context) {
    var header = Exchange.authorization(context);
    return Basic.read(header).map(shown -> Gate.asBearer(shown.password())).or(() -> header);
  }

  private static void refuseDumb(RoutingContext context) {
    GitRefusals.tell(
        context.request(),
        new Problem(
            ProblemCode.INVALID_REQUEST,
            "Fleet speaks git's smart HTTP, and only git-upload-pack and git-receive-pack",
            "git 1.6.6 or newer speaks it"));
  }
}
