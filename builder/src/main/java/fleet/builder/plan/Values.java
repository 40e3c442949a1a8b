package fleet.builder.plan;

import java.util.Map;
import java.util.Optional;

/** Looks for what is said. */
final class Values {
  private Values() {}

  /** The field, unless nothing is written there. */
  static Optional<Value> present(Map<String, Value> fields, String key) {
    return Optional.ofNullable(fields.get(key)).filter(it -> !(it instanceof Value.Nothing));
  }
}
