package fleet.builder.plan;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/** Compose's durations: {@code 90s}, {@code 1m30s}, {@code 2h}, {@code 500ms}. */
final class Durations {
  private static final Pattern WHOLE = Pattern.compile("(\\d{1,9}(us|ms|s|m|h)){1,8}");
  private static final Pattern PART = Pattern.compile("(\\d{1,9})(us|ms|s|m|h)");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "us", Duration.ofNanos(1_000),
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1));

  private Durations() {}

  static Duration read(Value value) {
    var text = value.text();
    if (!WHOLE.matcher(text).matches()) {
      throw value.where().refuse("'%s' is not a duration".formatted(text), "such as 90s or 1m30s");
    }
    return PART.matcher(text)
        .results()
        .map(part -> unit(part.group(2)).multipliedBy(Long.parseLong(part.group(1))))
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static Duration unit(String name) {
    return UNITS.getOrDefault(name, Duration.ZERO);
  }
}
