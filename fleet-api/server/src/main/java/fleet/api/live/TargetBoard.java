package fleet.api.live;

import fleet.api.event.EventFeed;
import fleet.api.event.EventKind;
import fleet.api.event.Hearing;
import fleet.api.target.Approach;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.FleetName;
import fleet.contract.operator.Event;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The etags of targets that pollers know already, so that an unchanged poll asks no database. It
 * forgets on every event that may change a target, and knows nothing while events may be missed.
 * Thread-safe.
 */
public final class TargetBoard implements EventFeed.Listener {
  private static final int MAX_REMEMBERED = 200_000;

  private record Entry(FleetName fleet, Approach approach, String etag, Instant validUntil) {}

  private final TargetSource source;
  private final Hearing hearing;
  private final InstantSource clock;
  private final Map<DeviceId, Entry> entries = new ConcurrentHashMap<>();
  private final AtomicLong forgotten = new AtomicLong();

  public TargetBoard(TargetSource source, Hearing hearing, InstantSource clock) {
    this.source = source;
    this.hearing = hearing;
    this.clock = clock;
  }

  /** Says from memory that the target still has this etag; false means that one must look. */
  public boolean isCurrent(DeviceId device, Approach approach, String etag) {
    var entry = entries.get(device);
    var now = clock.instant();
    return entry != null
        && hearing.isTrusted(now)
        && entry.etag().equals(etag)
        && entry.approach().equals(approach)
        && now.isBefore(entry.validUntil());
  }

  /** Looks; nothing when the device was removed. Blocking. */
  public Optional<Aim> look(DeviceId device, Approach approach) {
    var before = forgotten.get();
    var aim = source.of(device, approach);
    aim.ifPresent(found -> remember(device, approach, found, before));
    return aim;
  }

  @Override
  public void happened(List<Event> events) {
    for (var event : events) {
      EventKind.find(event.kind()).ifPresent(kind -> forget(kind, event));
    }
  }

  @Override
  public void cutOff() {
    forgotten.incrementAndGet();
    entries.clear();
  }

  @Override
  public void backAgain() {}

  /** What was read before something changed is not remembered. */
  private void remember(DeviceId device, Approach approach, Aim aim, long before) {
    var entry = new Entry(aim.fleet(), approach, aim.etag(), aim.validUntil());
    entries.compute(
        device,
        (_, _) -> forgotten.get() == before && entries.size() < MAX_REMEMBERED ? entry : null);
  }

  private void forget(EventKind kind, Event event) {
    switch (kind) {
      case FLEET_CHANGED, FLEET_DELETED -> {
        forgotten.incrementAndGet();
        entries.values().removeIf(entry -> Optional.of(entry.fleet()).equals(event.fleet()));
      }
      case DEVICE_TARGETED, DEVICE_DELETED -> {
        forgotten.incrementAndGet();
        entries.remove(DeviceId.parse(event.subject()));
      }
      case FLEET_CREATED,
          FLEET_NOTED,
          RELEASE_CREATED,
          RELEASE_CHANGED,
          ROLLOUT_CHANGED,
          JOB_CHANGED,
          GROUP_CHANGED,
          DEVICE_CREATED,
          DEVICE_CHANGED,
          ACCESS_CHANGED -> {}
    }
  }
}
