package fleet.cli.output;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** Times, sizes and counts as people say them. */
public final class Human {
  private static final List<String> SIZES = List.of("kB", "MB", "GB", "TB", "PB", "EB");
  private static final int STEP = 1000;
  private static final int DAYS_BEFORE_A_DATE = 60;

  private static final Duration MOMENT = Duration.ofSeconds(20);

  private Human() {}

  /** How long ago, such as {@code 3 min ago}; the date when that is longer than two months. */
  public static String age(Instant then, Instant now) {
    var age = Duration.between(then, now);
    if (age.toSeconds() < 5) {
      return "just now";
    }
    if (age.toDays() > DAYS_BEFORE_A_DATE) {
      return then.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }
    return rough(age) + " ago";
  }

  /** How long until then, such as {@code in 58 min}; what was given a moment ago is still whole. */
  public static String until(Instant then, Instant now) {
    var left = Duration.between(now, then);
    return left.isPositive()
        ? "in " + rough(left.toSeconds() < 60 ? left : left.plus(MOMENT))
        : "over";
  }

  /** How long something takes, such as {@code 0.4 s}, {@code 2 min 5 s} or {@code 10 min}. */
  public static String took(Duration duration) {
    if (duration.toMillis() < 60_000) {
      return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
    var minutes = "%d min".formatted(duration.toMinutes());
    var seconds = duration.toSecondsPart();
    return seconds == 0 ? minutes : "%s %d s".formatted(minutes, seconds);
  }

  /** Bytes in decimal units, such as {@code 12.3 MB}. */
  public static String size(long bytes) {
    if (bytes < STEP) {
      return bytes + " B";
    }
    var value = (double) bytes / STEP;
    var unit = 0;
    while (value >= 999.95 && unit < SIZES.size() - 1) {
      value /= STEP;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", value, SIZES.get(unit));
  }

  /** A number and its noun: {@code 1 device}, {@code 3 devices}. */
  public static String count(long number, String noun) {
    return "%d %s%s".formatted(number, noun, number == 1 ? "" : "s");
  }

  private static String rough(Duration duration) {
    if (duration.toSeconds() < 60) {
      return duration.toSeconds() + " s";
    }
    if (duration.toMinutes() < 60) {
      return duration.toMinutes() + " min";
    }
    if (duration.toHours() < 48) {
      return duration.toHours() + " h";
    }
    return duration.toDays() + " days";
  }
}
