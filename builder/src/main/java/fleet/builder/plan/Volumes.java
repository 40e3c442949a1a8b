package fleet.builder.plan;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code volumes} at the top level: each device has its own, on its own disk. */
final class Volumes {
  private static final Keys KEYS = new Keys("driver", "external", "labels", "name");
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,62}");

  private Volumes() {}

  static Set<String> names(Value root, Notes notes) {
    var volumes = root.fields().get("volumes");
    if (volumes == null || volumes instanceof Value.Nothing) {
      return Set.of();
    }
    volumes.fields().forEach((name, value) -> check(name, value, notes));
    return volumes.fields().keySet();
  }

  private static void check(String name, Value value, Notes notes) {
    if (!NAME.matcher(name).matches()) {
      throw value.where().refuse("is not a volume's name", "");
    }
    if (value instanceof Value.Nothing) {
      return;
    }
    KEYS.check(value);
    var fields = value.fields();
    field(fields, "driver")
        .filter(driver -> !Set.of("local", "default").contains(driver.text()))
        .ifPresent(driver -> {
          throw driver
              .where()
              .refuse(
                  "'%s' is not supported".formatted(driver.text()),
                  "local: a volume is on the device's own disk");
        });
    External.refuse(fields, "each device makes its volumes itself");
    field(fields, "name").ifPresent(it -> notes.unused(it.where(), External.NAMED));
    field(fields, "labels")
        .ifPresent(it -> notes.unused(it.where(), "nothing on a device looks for it"));
  }

  private static Optional<Value> field(Map<String, Value> fields, String key) {
    return Optional.ofNullable(fields.get(key)).filter(it -> !(it instanceof Value.Nothing));
  }
}
