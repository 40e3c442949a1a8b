package fleet.builder.plan;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Pattern;

/** Compose's sizes: {@code 512m}, {@code 1.5gb}, {@code 64kb}, {@code 1048576}; of 1024 each. */
final class Sizes {
  private static final Pattern SIZE =
      Pattern.compile(
          "(\\d{1,15}(?:\\.\\d{1,6})?)\\s*([bkmgt]?)(?:i?b)?", Pattern.CASE_INSENSITIVE);
  private static final Map<String, Integer> POWERS =
      Map.of("", 0, "b", 0, "k", 1, "m", 2, "g", 3, "t", 4);
  private static final BigDecimal UNIT = BigDecimal.valueOf(1024);
  private static final BigDecimal MOST = BigDecimal.valueOf(1L << 50);

  private Sizes() {}

  /** In bytes. */
  static long read(Value value) {
    var match = SIZE.matcher(value.text().strip());
    if (!match.matches()) {
      throw value
          .where()
          .refuse("'%s' is not a size".formatted(value.text()), "such as 512m or 1g");
    }
    var power = POWERS.getOrDefault(match.group(2).toLowerCase(java.util.Locale.ROOT), 0);
    var bytes = new BigDecimal(match.group(1)).multiply(UNIT.pow(power));
    if (bytes.compareTo(MOST) > 0) {
      throw value.where().refuse("'%s' is more than any device has".formatted(value.text()), "");
    }
    return bytes.longValue();
  }
}
