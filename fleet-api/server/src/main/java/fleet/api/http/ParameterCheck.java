package fleet.api.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** Refuses values that the document does not allow, after who asks was let in. */
final class ParameterCheck {
  private ParameterCheck() {}

  /** The endpoint, whose work is given nothing but what it publishes. */
  static Endpoint before(Endpoint endpoint) {
    var published = Published.by(endpoint);
    return switch (endpoint.work()) {
      case Work.ForAnybody(var next) ->
          endpoint.answer(call -> next.answer(call.within(published)));
      case Work.ForPerson(var next) ->
          endpoint.person((person, call) -> next.answer(person, call.within(published)));
      case Work.ForDevice(var next) ->
          endpoint.device((device, call) -> next.answer(device, call.within(published)));
      case Work.ForDeviceAtOnce(var quick, var next) ->
          endpoint.device(quick, (device, call) -> next.answer(device, call.within(published)));
      case Work.Raw(var next) -> endpoint.raw(before(published, next));
    };
  }

  private static Handler<RoutingContext> before(Published published, Handler<RoutingContext> next) {
    return context -> {
      try {
        var _ = Values.of(context).within(published);
      } catch (IllegalArgumentException e) {
        Replies.refuse(context.request(), Problems.of(e, context.normalizedPath()));
        return;
      }
      next.handle(context);
    };
  }
}
