package fleet.api.device;

import fleet.api.db.Tx;
import fleet.api.event.EventKind;
import fleet.api.event.Outbox;
import fleet.contract.device.ActionResult;
import fleet.contract.device.DeviceAction;
import fleet.contract.identity.DeviceId;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Orders to devices: part of their target until they are answered or over. Thread-safe. */
public final class Actions {
  private final ActionRows rows = new ActionRows();
  private final Outbox outbox;
  private final InstantSource clock;

  public Actions(Outbox outbox, InstantSource clock) {
    this.outbox = outbox;
    this.clock = clock;
  }

  /** Adds an order; the device hears of it when the transaction ends. */
  public void order(Tx tx, Device device, DeviceAction action) {
    rows.insert(tx, device.id(), action, clock.instant());
    outbox.append(tx, EventKind.DEVICE_TARGETED, device.fleet(), device.id());
  }

  /** What devices should still do, the oldest first; a device without orders is left out. */
  public Map<DeviceId, List<DeviceAction>> open(Tx tx, Collection<DeviceId> devices) {
    return rows.open(tx, devices, clock.instant());
  }

  /** Takes the device's answers; an answered order leaves its target. */
  void answered(Tx tx, Device device, List<ActionResult> results) {
    var now = clock.instant();
    var news = results.stream().filter(result -> rows.answer(tx, device.id(), result, now)).count();
    if (news > 0) {
      outbox.append(tx, EventKind.DEVICE_TARGETED, device.fleet(), device.id());
    }
  }
}
