package fleet.api.variable;

import fleet.contract.identity.DeviceId;
import fleet.contract.identity.Secret;
import fleet.contract.variable.SealedBox;
import fleet.contract.variable.SealingKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Secrets as they were sealed to devices lately, so that a device whose target changes is sent the
 * boxes that it knows, and none is sealed twice. Bounded; thread-safe.
 */
final class Seals {
  private static final long MAX_CHARS = 64L * 1024 * 1024;

  private record Place(DeviceId device, SealingKey key, long version) {}

  private final Map<Place, SealedBox> boxes = new LinkedHashMap<>(16, 0.75f, true);
  private long chars;

  /** The box of this version of a variable; opens the value only where there is none yet. */
  SealedBox of(SealingKey key, SealedBox.Label label, Supplier<Secret> value) {
    var place = new Place(label.device(), key, label.version());
    synchronized (this) {
      var known = boxes.get(place);
      if (known != null) {
        return known;
      }
    }
    var made = SealedBox.seal(key, label, value.get());
    return keep(place, made);
  }

  private synchronized SealedBox keep(Place place, SealedBox made) {
    var other = boxes.putIfAbsent(place, made);
    if (other != null) {
      return other;
    }
    chars += made.text().length();
    var oldest = boxes.entrySet().iterator();
    while (chars > MAX_CHARS && oldest.hasNext()) {
      chars -= oldest.next().getValue().text().length();
      oldest.remove();
    }
    return made;
  }
}
