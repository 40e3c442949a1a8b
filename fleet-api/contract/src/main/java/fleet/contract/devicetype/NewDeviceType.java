package fleet.contract.devicetype;

import fleet.contract.release.Platform;
import java.util.List;
import java.util.Optional;

/** A kind of device to add; as {@link DeviceType} says. */
public record NewDeviceType(
    String slug,
    String name,
    Platform platform,
    Optional<List<String>> aliases,
    Optional<List<String>> models) {
  private static final int MAX_NAME = 100;
  private static final int MAX_WORDS = 20;

  public NewDeviceType {
    aliases = aliases.map(List::copyOf);
    models = models.map(List::copyOf);
    TypeChoice.requireSlug(slug);
    aliases.stream().flatMap(List::stream).forEach(TypeChoice::requireSlug);
    requireLine(name);
    models.stream().flatMap(List::stream).forEach(NewDeviceType::requireLine);
    if (aliases.map(List::size).orElse(0) > MAX_WORDS
        || models.map(List::size).orElse(0) > MAX_WORDS) {
      throw new IllegalArgumentException(
          "a device type has at most %d aliases and models".formatted(MAX_WORDS));
    }
  }

  private static void requireLine(String text) {
    if (text.isBlank()
        || text.length() > MAX_NAME
        || text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "the name of a device type, as its models, is one line of at most %d characters"
              .formatted(MAX_NAME));
    }
  }
}
