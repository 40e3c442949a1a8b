package fleet.builder.plan;

import java.util.Map;
import java.util.Optional;

/** {@code external} and {@code name}, by which Compose uses what it has not made. */
final class External {
  static final String NAMED = "each device names by fleet and key what it makes";

  private External() {}

  /** Refuses what nobody would have made on a device. */
  static void refuse(Map<String, Value> fields, String hint) {
    Optional.ofNullable(fields.get("external"))
        .filter(External::isSaid)
        .ifPresent(value -> {
          throw value.where().refuse("is not supported", hint + ": leave external out");
        });
  }

  /** Old files say the name below it. */
  static boolean isSaid(Value external) {
    return external instanceof Value.Fields
        || (!(external instanceof Value.Nothing) && external.flag());
  }
}
