package fleet.builder.plan;

import fleet.contract.release.Platform;
import java.util.List;
import java.util.Optional;

/** {@code x-fleet} at the top level: what Compose has no keys for. */
record FleetKeys(Optional<Value> value) {
  private static final Keys KEYS = new Keys("platforms", "version");

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

  /** What it says of the release's version. */
  Optional<Value> version() {
    return field("version").filter(it -> !(it instanceof Value.Nothing));
  }

  private Optional<Value> field(String key) {
    return value.flatMap(it -> Optional.ofNullable(it.fields().get(key)));
  }
}
