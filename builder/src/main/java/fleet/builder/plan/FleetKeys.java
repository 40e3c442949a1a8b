package fleet.builder.plan;

import fleet.contract.release.Platform;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code x-fleet} at the top level: what Compose has no keys for. */
record FleetKeys(Optional<Value> value) {
  private static final Keys KEYS = new Keys("platforms", "version");
  private static final Pattern SEMVER =
      Pattern.compile(
          "\\d{1,9}\\.\\d{1,9}\\.\\d{1,9}(-[0-9A-Za-z.-]{1,64})?(\\+[0-9A-Za-z.-]{1,64})?");

  static FleetKeys of(Value root) {
    var value =
        Optional.ofNullable(root.fields().get("x-fleet"))
            .filter(it -> !(it instanceof Value.Nothing));
    value.ifPresent(KEYS::check);
    return new FleetKeys(value);
  }

  /** Those of the release; empty where it does not say. */
  List<Platform> platforms() {
    return field("platforms").stream()
        .flatMap(list -> list.items().stream())
        .map(item -> item.parse((_, text) -> Platform.parse(text)))
        .toList();
  }

  Optional<String> version() {
    var version = field("version");
    version
        .filter(it -> !SEMVER.matcher(it.text()).matches())
        .ifPresent(it -> {
          throw it.where().refuse("'%s' is not a version".formatted(it.text()), "such as 1.4.0");
        });
    return version.map(Value::text);
  }

  private Optional<Value> field(String key) {
    return value.flatMap(it -> Optional.ofNullable(it.fields().get(key)));
  }
}
