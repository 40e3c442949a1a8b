package fleet.contract.preregistration;

import fleet.contract.devicetype.TypeChoice;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.DeviceName;
import fleet.contract.identity.PublicKey;
import fleet.contract.operator.DeviceEdit;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A device that is expected.
 *
 * @param id by which it will be known; a random one when absent
 * @param type of which it will be; the fleet's own when absent
 * @param publicKey by which it is recognised; when absent, a key for it alone is made
 * @param validFor how long it is expected; absent for until it comes or is removed
 */
public record NewPlace(
    Optional<DeviceId> id,
    DeviceName name,
    Optional<String> type,
    Optional<PublicKey> publicKey,
    Optional<String> note,
    Optional<Map<String, String>> tags,
    Optional<Duration> validFor) {
  private static final int MAX_TAGS = 50;
  private static final Duration LONGEST = Duration.ofDays(3650);

  public NewPlace {
    var _ = type.map(TypeChoice::new);
    var edit = new DeviceEdit(Optional.empty(), note, tags);
    tags = edit.tags();
    if (tags.filter(all -> all.size() > MAX_TAGS || all.containsValue("")).isPresent()) {
      throw new IllegalArgumentException(
          "a device has at most %d tags, each with a value".formatted(MAX_TAGS));
    }
    if (validFor.filter(time -> !time.isPositive() || time.compareTo(LONGEST) > 0).isPresent()) {
      throw new IllegalArgumentException(
          "a device is expected for some time, at most %d days".formatted(LONGEST.toDays()));
    }
  }

  /** One of that name, and nothing else. */
  public static NewPlace of(DeviceName name) {
    return new NewPlace(
        Optional.empty(),
        name,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** What is said of it before it comes. */
  public DeviceEdit edit() {
    return new DeviceEdit(Optional.empty(), note, tags);
  }
}
