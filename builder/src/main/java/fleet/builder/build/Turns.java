package fleet.builder.build;

import fleet.contract.identity.FleetName;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** Lets the builds of one fleet run one after another, in the order in which they came. */
final class Turns {
  private static final int MAX_WAITING = 8;

  private final Map<FleetName, Semaphore> fleets = new ConcurrentHashMap<>();

  /** Says whether a turn would have to be waited for. */
  boolean isTaken(FleetName fleet) {
    return of(fleet).availablePermits() == 0;
  }

  /** Waits for the fleet's turn; whoever has it ends it. */
  Turn take(FleetName fleet) throws InterruptedException {
    var turn = of(fleet);
    if (turn.getQueueLength() >= MAX_WAITING) {
      throw new ProblemException(
          ProblemCode.TOO_MANY_REQUESTS,
          "%d builds of %s are waiting already".formatted(MAX_WAITING, fleet),
          "push again when they are done");
    }
    turn.acquire();
    return turn::release;
  }

  private Semaphore of(FleetName fleet) {
    return fleets.computeIfAbsent(fleet, _ -> new Semaphore(1, true));
  }

  /** A turn that is held; closing ends it. */
  interface Turn extends AutoCloseable {
    @Override
    void close();
  }
}
