package fleet.contract.identity;

import java.util.regex.Pattern;

/** The shape that fleet, service and user names share: safe in URLs, image names and host names. */
final class Slug {
  private static final Pattern SHAPE =
      Pattern.compile("[a-z0-9](?:[a-z0-9]|[-_.](?=[a-z0-9])){0,62}");

  private Slug() {}

  static String require(String what, String text) {
    if (!SHAPE.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "'%s' is not a %s name: use 1 to 63 lower-case letters and digits, with single '-', '_' or '.' between"
              .formatted(shorten(text), what));
    }
    return text;
  }

  private static String shorten(String text) {
    var printable = text.replaceAll("\\p{Cntrl}", "?");
    return printable.length() <= 80 ? printable : printable.substring(0, 80) + "...";
  }
}
