package fleet.contract.devicetype;

import fleet.contract.release.Platform;
import java.util.List;
import java.util.Optional;

/**
 * What devices a fleet is for.
 *
 * @param type of devices that do not say more than their platform
 * @param accepts types and platforms, such as {@code linux/arm64}; empty for all
 */
public record FleetTypes(Optional<String> type, List<String> accepts) {
  private static final int MAX_ACCEPTED = 50;

  /** Of a fleet that takes every device as it comes. */
  public static final FleetTypes ANY = new FleetTypes(Optional.empty(), List.of());

  public FleetTypes {
    accepts = List.copyOf(accepts);
    type.ifPresent(TypeChoice::requireSlug);
    if (accepts.size() > MAX_ACCEPTED) {
      throw new IllegalArgumentException(
          "a fleet names at most %d types and platforms".formatted(MAX_ACCEPTED));
    }
    accepts.forEach(FleetTypes::requireTypeOrPlatform);
  }

  /** Says whether such a device may be in the fleet. */
  public boolean accept(String deviceType, Platform platform) {
    return accepts.isEmpty()
        || accepts.contains(deviceType)
        || accepts.contains(platform.toString());
  }

  private static void requireTypeOrPlatform(String text) {
    if (text.indexOf('/') < 0) {
      TypeChoice.requireSlug(text);
    } else if (!Platform.parse(text).toString().equals(text)) {
      throw new IllegalArgumentException("write it as " + Platform.parse(text));
    }
  }
}
