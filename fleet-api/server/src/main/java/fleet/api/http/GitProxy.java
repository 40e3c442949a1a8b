package fleet.api.http;

import fleet.contract.identity.FleetName;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Passes git's requests on to the builder, for whoever was let in, streaming both ways. */
record GitProxy(BuilderDoor builder) {
  private static final List<String> PASSED_ON =
      List.of("Content-Type", "Content-Encoding", "Content-Length", "Git-Protocol");

  /**
   * Asks of a fleet's repository.
   *
   * @param what {@code info/refs}, or the name of a service
   */
  void ask(RoutingContext context, String what) {
    var fleet = FleetName.parse(context.pathParam("fleet"));
    var order = builder.order(context, "/internal/v1/git/%s/%s".formatted(fleet, what), PASSED_ON);
    var request = context.request();
    builder.relay().pass(request, order, answer -> BuilderDoor.answer(request, answer));
  }
}
