package fleet.api.event;

import fleet.api.db.Tx;
import fleet.contract.identity.FleetName;
import fleet.contract.operator.Event;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Takes what happens, in the transaction that makes it so, and rings once for each of those. */
public final class Outbox {
  private static final int MAX_PER_TRANSACTION = 1 << 12;

  private final EventRows rows = new EventRows();
  private final InstantSource clock;

  public Outbox(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Appends one event.
   *
   * @param subject id of the device, release or rollout, or the fleet's name
   */
  public void append(Tx tx, EventKind kind, FleetName fleet, Object subject) {
    append(tx, kind, List.of(new Happened(fleet, subject)));
  }

  /** Appends an event that is about no fleet, and of which is told only that it happened. */
  public void append(Tx tx, EventKind kind) {
    append(tx, kind, List.of(new Happened(Optional.empty(), "")));
  }

  /** Appends an event for each. */
  public void append(Tx tx, EventKind kind, List<Happened> all) {
    if (all.isEmpty()) {
      return;
    }
    var first = tx.nextEvents(all.size());
    if (first + all.size() > MAX_PER_TRANSACTION) {
      throw new IllegalStateException(
          "a transaction has at most %d events".formatted(MAX_PER_TRANSACTION));
    }
    if (first == 0) {
      rows.ring(tx);
    }
    rows.insert(tx, first, all.stream().map(happened -> event(kind, happened)).toList());
  }

  private Event event(EventKind kind, Happened happened) {
    return new Event(
        0, clock.instant(), kind.text(), happened.fleet(), happened.subject().toString());
  }
}
