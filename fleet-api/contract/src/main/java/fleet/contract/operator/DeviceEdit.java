package fleet.contract.operator;

import fleet.contract.identity.DeviceName;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What to change of a device; what is absent stays.
 *
 * @param note free text; empty to remove it
 * @param tags to set; one with an empty value is removed
 */
public record DeviceEdit(
    Optional<DeviceName> name, Optional<String> note, Optional<Map<String, String>> tags) {
  private static final Pattern TAG = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");
  private static final int MAX_VALUE = 200;

  public DeviceEdit {
    tags = tags.map(Map::copyOf);
    Note.require(note);
    tags.ifPresent(all -> all.forEach(DeviceEdit::requireTag));
  }

  /** Another name, and nothing else. */
  public static DeviceEdit ofName(DeviceName name) {
    return new DeviceEdit(Optional.of(name), Optional.empty(), Optional.empty());
  }

  /** Another note, and nothing else. */
  public static DeviceEdit ofNote(String note) {
    return new DeviceEdit(Optional.empty(), Optional.of(note), Optional.empty());
  }

  /** Some tags, and nothing else. */
  public static DeviceEdit ofTags(Map<String, String> tags) {
    return new DeviceEdit(Optional.empty(), Optional.empty(), Optional.of(tags));
  }

  private static void requireTag(String key, String value) {
    if (!TAG.matcher(key).matches()) {
      throw new IllegalArgumentException(
          "a tag's name has 1 to 63 lower-case letters, digits, '.', '_' and '-'");
    }
    if (value.length() > MAX_VALUE || value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "a tag's value is one line of at most %d characters".formatted(MAX_VALUE));
    }
  }
}
