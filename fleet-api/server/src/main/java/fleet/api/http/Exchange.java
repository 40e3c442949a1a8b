package fleet.api.http;

import fleet.api.access.Person;
import fleet.api.db.StageFaults;
import fleet.contract.identity.DeviceId;
import fleet.contract.problem.Problem;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request and its answer: who is let in, on which thread it is answered, how faults are told.
 */
final class Exchange {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
  private static final String DEVICE = "device";
  private static final String PERSON = "person";

  private final Gate gate;
  private final Asker.Judges judges;
  private final OpenStreams streams;
  private final ExecutorService threads;

  Exchange(Gate gate, Subjects subjects, OpenStreams streams, ExecutorService threads) {
    this.gate = gate;
    this.judges = new Asker.Judges(gate, subjects);
    this.streams = streams;
    this.threads = threads;
  }

  /**
   * Lets devices and servers in before their bodies are read, which may be large. People are looked
   * up in the database, so they are let in after it, or with the body paused where it is streamed.
   */
  Handler<RoutingContext> admit(Endpoint endpoint) {
    return switch (endpoint.guard()) {
      case Guard.Anybody _ -> RoutingContext::next;
      case Guard.Signed signed ->
          endpoint.work() instanceof Work.Raw
              ? context -> admitPaused(asker(signed, context), context, Replies::refuse)
              : RoutingContext::next;
      case Guard.Device _ -> this::admitDevice;
      case Guard.Server _ -> this::admitServer;
    };
  }

  /** Answers; the body is there, unless the work is raw. */
  Handler<RoutingContext> answer(Endpoint endpoint) {
    return switch (endpoint.work()) {
      case Work.ForAnybody(var answering) -> context -> answer(context, answering);
      case Work.ForPerson(var answering) ->
          context -> {
            var asker = asker(endpoint.guard(), context);
            var response = context.response();
            answer(context, call -> answer(answering, asker, call, response));
          };
      case Work.ForDevice(var answering) -> context -> answer(context, answering);
      case Work.ForDeviceAtOnce(var quick, var answering) ->
          context -> {
            // What a query says is looked at on the longer way.
            if (context.request().query() != null || !quick.test(context)) {
              answer(context, answering);
            }
          };
      case Work.Raw(var handler) -> handler;
    };
  }

  /** The device that was let in. */
  static DeviceId device(RoutingContext context) {
    return context.<DeviceId>get(DEVICE);
  }

  /** The person who was let in to raw work. */
  static Person person(RoutingContext context) {
    return context.<Person>get(PERSON);
  }

  private static Asker asker(Guard guard, RoutingContext context) {
    if (!(guard instanceof Guard.Signed signed)) {
      throw new IllegalStateException("a person is answered where none was asked for");
    }
    return new Asker(authorization(context), signed, context.pathParams());
  }

  /** Blocking. */
  private OpenStream.Admitted admit(Asker asker) {
    var changes = streams.changes();
    return new OpenStream.Admitted(asker, judges.admit(asker), changes);
  }

  private OpenStream stream(OpenStream.Admitted admitted, HttpServerResponse response) {
    return new OpenStream(admitted, () -> judges.admit(admitted.asker()), response);
  }

  /** Blocking. */
  private Answer answer(
      Work.PersonAnswering answering, Asker asker, Call call, HttpServerResponse response)
      throws InterruptedException {
    var admitted = admit(asker);
    var answer = answering.answer(admitted.person(), call);
    return answer instanceof Answer.Stream stream
        ? streams.watched(stream, stream(admitted, response))
        : answer;
  }

  /**
   * Lets a person in with the body paused, and watches the answer, which is cut off when they would
   * not be let in any more.
   *
   * @param refusal tells whoever is not let in
   */
  void admitPaused(
      Asker asker, RoutingContext context, BiConsumer<HttpServerRequest, Problem> refusal) {
    var request = context.request().pause();
    var loop = Vertx.currentContext();
    threads.execute(() -> {
      try {
        var admitted = admit(asker);
        loop.runOnContext(_ -> {
          streams.watch(stream(admitted, context.response()));
          context.put(PERSON, admitted.person());
          context.next();
        });
      } catch (RuntimeException e) {
        refusal.accept(request, Problems.of(e, route(context)));
      }
    });
  }

  private void admitDevice(RoutingContext context) {
    gate.device(authorization(context))
        .ifPresentOrElse(
            device -> {
              context.put(DEVICE, device);
              context.next();
            },
            () -> refuse(context));
  }

  private void admitServer(RoutingContext context) {
    if (gate.isServer(authorization(context))) {
      context.next();
      return;
    }
    refuse(context);
  }

  static Optional<String> authorization(RoutingContext context) {
    return Optional.ofNullable(context.request().getHeader("Authorization"));
  }

  private static void refuse(RoutingContext context) {
    Replies.refuse(context.request(), Problems.unauthenticated().problem());
  }

  private void answer(RoutingContext context, Work.DeviceAnswering answering) {
    var device = device(context);
    answer(context, call -> answering.answer(device, call));
  }

  private void answer(RoutingContext context, Work.Answering answering) {
    var call = Call.of(context);
    var loop = Vertx.currentContext();
    threads.execute(() -> {
      var response = context.response();
      try {
        switch (answering.answer(call)) {
          case Answer.Ready answer -> Replies.send(response, answer);
          case Answer.Later(var done) -> whenDone(done, context, loop);
        }
      } catch (ReaderGoneException e) {
        LOG.atDebug().addKeyValue("route", route(context)).log("the reader left");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        var _ = response.reset();
      } catch (RuntimeException e) {
        Replies.send(response, Problems.of(e, route(context)));
      }
    });
  }

  /** Answers that it is done, when it is; called on the event loop. */
  static void whenDone(CompletionStage<Void> done, RoutingContext context) {
    whenDone(done, context, Vertx.currentContext());
  }

  /** Answers on the event loop: whoever got it done has more to do. */
  private static void whenDone(CompletionStage<Void> done, RoutingContext context, Context loop) {
    var _ =
        done.whenComplete((_, fault) ->
            loop.runOnContext(_ -> {
              if (fault == null) {
                Replies.done(context.response());
              } else {
                var problem = Problems.of(StageFaults.cause(fault), route(context));
                Replies.send(context.response(), problem);
              }
            }));
  }

  private static String route(RoutingContext context) {
    return context.request().method() + " " + context.normalizedPath();
  }
}
