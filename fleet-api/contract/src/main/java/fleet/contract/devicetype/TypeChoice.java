package fleet.contract.devicetype;

import java.util.regex.Pattern;

/**
 * The type that a device is of.
 *
 * @param type slug or alias of a device type that is known
 */
public record TypeChoice(String type) {
  private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

  public TypeChoice {
    requireSlug(type);
  }

  /** Says whether it has the form of a device type's slug. */
  public static boolean isSlug(String text) {
    return SLUG.matcher(text).matches();
  }

  static void requireSlug(String text) {
    if (!isSlug(text)) {
      throw new IllegalArgumentException(
          "not a device type: use lower-case letters, digits and '-', such as generic-amd64");
    }
  }
}
