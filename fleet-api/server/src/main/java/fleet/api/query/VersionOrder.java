package fleet.api.query;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a version stands among others, as text that sorts by its bytes: semver's precedence, then
 * the revision that {@code +rev7} counts. The database's {@code api.version_order} makes the same.
 *
 * <pre>
 * NUM := length of the digits in three digits, digits without leading zeros
 * 1.4.0             NUM NUM NUM "~" NUM(0)
 * 1.4.0-rc.1        NUM NUM NUM "1rc " "0" NUM " " "!" NUM(0)
 * 0.0.0+rev7        NUM NUM NUM "~" NUM(7)
 * </pre>
 */
public record VersionOrder(String key) {
  private static final int MAX_CHARS = 200;
  private static final String IDENTIFIER = "[0-9A-Za-z-]+";
  private static final Pattern SHAPE =
      Pattern.compile(
          "v?([0-9]+)\\.([0-9]+)\\.([0-9]+)(?:-(%1$s(?:\\.%1$s)*))?(?:\\+(%1$s(?:\\.%1$s)*))?"
              .formatted(IDENTIFIER));
  private static final Pattern REVISION = Pattern.compile("rev([0-9]+)");
  private static final Pattern DIGITS = Pattern.compile("[0-9]+");

  /** Nothing when the text is no semantic version. */
  public static Optional<VersionOrder> of(String version) {
    var matcher = SHAPE.matcher(version);
    if (version.length() > MAX_CHARS || !matcher.matches()) {
      return Optional.empty();
    }
    var core = number(matcher.group(1)) + number(matcher.group(2)) + number(matcher.group(3));
    var before = Optional.ofNullable(matcher.group(4)).map(VersionOrder::identifiers).orElse("~");
    var revision =
        Optional.ofNullable(matcher.group(5))
            .map(REVISION::matcher)
            .filter(found -> found.matches())
            .map(found -> found.group(1))
            .orElse("0");
    return Optional.of(new VersionOrder(core + before + number(revision)));
  }

  private static String identifiers(String dotted) {
    var key = new StringBuilder();
    for (var identifier : dotted.split("\\.", -1)) {
      var isNumber = DIGITS.matcher(identifier).matches();
      key.append(isNumber ? "0" + number(identifier) : "1" + identifier).append(' ');
    }
    return key.append('!').toString();
  }

  private static String number(String digits) {
    var plain = digits.replaceFirst("^0+(?=.)", "");
    return "%03d%s".formatted(plain.length(), plain);
  }
}
