package fleet.api.device;

import fleet.api.db.Database;
import fleet.api.db.GroupCommit;
import fleet.api.db.Tx;
import fleet.api.event.EventKind;
import fleet.api.event.Outbox;
import fleet.contract.identity.DeviceId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who is here, by this server's clock. A coming and a going are written at once, together with
 * those of other devices, and all else in one batch with each {@link #flush}. Thread-safe.
 */
public final class Presence {
  /** A connection that says nothing for so long is dead. */
  public static final Duration LONGEST_SILENCE = Duration.ofSeconds(150);

  /**
   * When a device was last heard.
   *
   * @param until it counts as here
   */
  record Heard(Instant at, Instant until) {}

  private final PresenceRows rows = new PresenceRows();
  private final Map<DeviceId, Heard> here = new ConcurrentHashMap<>();
  private final Map<DeviceId, Heard> unwritten = new ConcurrentHashMap<>();
  private final GroupCommit<DeviceId, Turn, Void> turns;
  private final Database database;
  private final Outbox outbox;
  private final InstantSource clock;

  public Presence(Database database, Outbox outbox, InstantSource clock) {
    this.turns = new GroupCommit<>(batch -> database.call(tx -> write(tx, batch)));
    this.database = database;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * A device was heard. Costs nothing while it is known to be here.
   *
   * @param window how long until it must be heard again
   * @return whether {@link #arrived} must be called
   */
  public boolean heard(DeviceId device, Duration window) {
    var now = clock.instant();
    var heard = new Heard(now, now.plus(window));
    var before = here.computeIfPresent(device, (_, _) -> heard);
    unwritten.put(device, heard);
    return before == null;
  }

  /** Writes that a device has come. Blocking. */
  public void arrived(DeviceId device, Duration window) {
    came(device, window, Optional.empty());
  }

  /** Writes that a device has come over a connection. Blocking. */
  public void connected(DeviceId device, UUID connection) {
    came(device, LONGEST_SILENCE, Optional.of(connection));
  }

  private void came(DeviceId device, Duration window, Optional<UUID> connection) {
    var now = clock.instant();
    var heard = new Heard(now, now.plus(window));
    var _ = turns.write(device, new Turn.Came(heard.at(), heard.until(), connection));
    here.put(device, heard);
  }

  /** Writes that the connection is closed. Blocking. */
  public void left(DeviceId device, UUID connection) {
    here.remove(device);
    unwritten.remove(device);
    var _ = turns.write(device, new Turn.Went(clock.instant(), connection));
  }

  private Map<DeviceId, Void> write(Tx tx, Map<DeviceId, Turn> batch) {
    var came = new HashMap<DeviceId, Turn.Came>();
    var went = new HashMap<DeviceId, Turn.Went>();
    batch.forEach((device, turn) -> {
      switch (turn) {
        case Turn.Came coming -> came.put(device, coming);
        case Turn.Went going -> went.put(device, going);
      }
    });
    if (!came.isEmpty()) {
      outbox.append(tx, EventKind.DEVICE_CHANGED, rows.came(tx, came));
    }
    if (!went.isEmpty()) {
      outbox.append(tx, EventKind.DEVICE_CHANGED, rows.went(tx, went));
    }
    return Map.of();
  }

  /** Writes what has gathered, and tells of devices that fell silent. Blocking. */
  public void flush() {
    var batch = new HashMap<DeviceId, Heard>();
    unwritten.forEach((device, heard) -> {
      if (unwritten.remove(device, heard)) {
        batch.put(device, heard);
      }
    });
    var now = clock.instant();
    here.values().removeIf(heard -> !now.isBefore(heard.until()));
    database.run(tx -> {
      if (!batch.isEmpty()) {
        rows.heard(tx, batch);
      }
    });
    database.run(tx -> outbox.append(tx, EventKind.DEVICE_CHANGED, rows.wentSilent(tx, now)));
  }
}
