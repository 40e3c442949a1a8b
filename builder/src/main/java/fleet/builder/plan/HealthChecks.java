package fleet.builder.plan;

import fleet.contract.release.HealthCheck;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compose's {@code healthcheck}, with Docker's defaults filled in. */
final class HealthChecks {
  private static final Keys KEYS =
      new Keys(
          "test", "interval", "timeout", "start_period", "start_interval", "retries", "disable");
  private static final Duration DEFAULT_TIME = Duration.ofSeconds(30);
  private static final int DEFAULT_RETRIES = 3;

  private HealthChecks() {}

  static HealthCheck read(Value value) {
    KEYS.check(value);
    var fields = value.fields();
    var disabled = Optional.ofNullable(fields.get("disable")).map(Value::flag).orElse(false);
    var retries = Optional.ofNullable(fields.get("retries")).map(Value::number);
    if (retries.isPresent() && retries.get() < 1) {
      throw value.where().child("retries", value.where().line()).refuse("must be 1 or more", "");
    }
    return new HealthCheck(
        disabled ? List.of("NONE") : test(value),
        duration(fields, "interval", DEFAULT_TIME),
        duration(fields, "timeout", DEFAULT_TIME),
        duration(fields, "start_period", Duration.ZERO),
        retries.orElse(DEFAULT_RETRIES),
        Optional.ofNullable(fields.get("start_interval")).map(Durations::read));
  }

  private static List<String> test(Value value) {
    var test = value.fields().get("test");
    if (test == null) {
      throw value.where().refuse("needs test", "such as [\"CMD\", \"wget\", \"-qO-\", \"..\"]");
    }
    if (!(test instanceof Value.Items)) {
      return List.of("CMD-SHELL", test.text());
    }
    var words = test.items().stream().map(Value::text).toList();
    if (words.isEmpty() || !List.of("CMD", "CMD-SHELL", "NONE").contains(words.getFirst())) {
      throw test.where().refuse("the list begins with CMD, CMD-SHELL or NONE", "");
    }
    return words;
  }

  private static Duration duration(Map<String, Value> fields, String key, Duration otherwise) {
    return Optional.ofNullable(fields.get(key)).map(Durations::read).orElse(otherwise);
  }
}
