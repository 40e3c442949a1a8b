package fleet.api.http;

import fleet.api.access.Person;
import fleet.contract.identity.DeviceId;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Predicate;

/** What answers a request that was let in. */
sealed interface Work {
  /** For whoever asks; blocking. */
  record ForAnybody(Answering answering) implements Work {}

  /** For a person; blocking. */
  record ForPerson(PersonAnswering answering) implements Work {}

  /** For a device; blocking. */
  record ForDevice(DeviceAnswering answering) implements Work {}

  /**
   * For a device; blocking, unless the event loop could answer it at once.
   *
   * @param quick answers, at once or when it is done, and says so, or does nothing; it must not
   *     block
   */
  record ForDeviceAtOnce(Predicate<RoutingContext> quick, DeviceAnswering answering)
      implements Work {}

  /** On the event loop, with the body unread, and paused where a person asks: it must not block. */
  record Raw(Handler<RoutingContext> handler) implements Work {}

  /** Answers whoever asks. */
  interface Answering {
    Answer answer(Call call) throws InterruptedException;
  }

  /** Answers a person. */
  interface PersonAnswering {
    Answer answer(Person person, Call call) throws InterruptedException;
  }

  /** Answers a device. */
  interface DeviceAnswering {
    Answer answer(DeviceId device, Call call) throws InterruptedException;
  }
}
