package fleet.api.device;

import fleet.api.db.Database;
import fleet.api.event.EventKind;
import fleet.api.event.Outbox;
import fleet.contract.identity.DeviceId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who is here, by this server's clock. A coming and a going are written at once, all else in one
 * batch with each {@link #flush}. Thread-safe.
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

  private final StateRows rows = new StateRows();
  private final Map<DeviceId, Heard> here = new ConcurrentHashMap<>();
  private final Map<DeviceId, Heard> unwritten = new ConcurrentHashMap<>();
  private final Database database;
  private final Outbox outbox;
  private final InstantSource clock;

  public Presence(Database database, Outbox outbox, InstantSource clock) {
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
    var now = clock.instant();
    var heard = new Heard(now, now.plus(window));
    database.run(tx ->
        rows.arrived(tx, device, heard.at(), heard.until())
            .ifPresent(fleet -> outbox.append(tx, EventKind.DEVICE_CHANGED, fleet, device)));
    here.put(device, heard);
  }

  /** Writes that a device has come over a connection. Blocking. */
  public void connected(DeviceId device, UUID connection) {
    arrived(device, LONGEST_SILENCE);
    database.run(tx -> rows.connected(tx, device, connection));
  }

  /** Writes that the connection is closed. Blocking. */
  public void left(DeviceId device, UUID connection) {
    here.remove(device);
    unwritten.remove(device);
    database.run(tx ->
        rows.left(tx, device, connection, clock.instant())
            .ifPresent(fleet -> outbox.append(tx, EventKind.DEVICE_CHANGED, fleet, device)));
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
    sweep(now);
  }

  private void sweep(Instant now) {
    database.run(tx ->
        rows.wentSilent(tx, now)
            .forEach(
                turn -> outbox.append(tx, EventKind.DEVICE_CHANGED, turn.fleet(), turn.device())));
  }
}
