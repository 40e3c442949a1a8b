package fleet.api.http;

import fleet.api.access.Access;
import fleet.api.access.Person;
import fleet.contract.identity.DeviceId;
import fleet.contract.node.AccessAction;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request and its answer: who may ask, on which thread it is answered, how faults are told. */
final class Exchange {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
  private static final String DEVICE = "device";

  /** Answers whoever asks. */
  interface Endpoint {
    Answer answer(Call call) throws InterruptedException;
  }

  /** Answers a person. */
  interface PersonEndpoint {
    Answer answer(Person person, Call call) throws InterruptedException;
  }

  /** Answers a device. */
  interface DeviceEndpoint {
    Answer answer(DeviceId device, Call call) throws InterruptedException;
  }

  private final Gate gate;
  private final ExecutorService threads;

  Exchange(Gate gate, ExecutorService threads) {
    this.gate = gate;
    this.threads = threads;
  }

  /** For anybody. */
  Handler<RoutingContext> open(Endpoint endpoint) {
    return context -> {
      var call = Call.of(context);
      threads.execute(() -> answer(context, () -> endpoint.answer(call)));
    };
  }

  /** For a person with the least role that the action takes. */
  Handler<RoutingContext> person(AccessAction action, PersonEndpoint endpoint) {
    return open(call -> {
      var person = gate.person(call.header("Authorization"));
      Access.require(person, action);
      return endpoint.answer(person, call);
    });
  }

  /** Lets only devices pass; before their bodies are read. */
  void admitDevice(RoutingContext context) {
    gate.device(authorization(context))
        .ifPresentOrElse(
            device -> {
              context.put(DEVICE, device);
              context.next();
            },
            () -> refuse(context));
  }

  /** For a device that was let pass. */
  Handler<RoutingContext> device(DeviceEndpoint endpoint) {
    return context -> {
      var device = device(context);
      var call = Call.of(context);
      threads.execute(() -> answer(context, () -> endpoint.answer(device, call)));
    };
  }

  /** The device that was let pass. */
  static DeviceId device(RoutingContext context) {
    return context.<DeviceId>get(DEVICE);
  }

  /** Lets only servers of ours pass; before their bodies are read. */
  void admitServer(RoutingContext context) {
    if (gate.isServer(authorization(context))) {
      context.next();
      return;
    }
    refuse(context);
  }

  private static Optional<String> authorization(RoutingContext context) {
    return Optional.ofNullable(context.request().getHeader("Authorization"));
  }

  private static void refuse(RoutingContext context) {
    Replies.send(context.response(), Problems.unauthenticated().problem());
  }

  private interface Work {
    Answer run() throws InterruptedException;
  }

  private static void answer(RoutingContext context, Work work) {
    var response = context.response();
    var route = context.request().method() + " " + context.normalizedPath();
    try {
      Replies.send(response, work.run());
    } catch (ReaderGoneException e) {
      LOG.atDebug().addKeyValue("route", route).log("the reader left");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      var _ = response.reset();
    } catch (RuntimeException e) {
      Replies.send(response, Problems.of(e, route));
    }
  }
}
