package fleet.builder.plan;

import java.util.Map;

/** {@code labels}, in both forms; those that begin with {@code fleet.} are ours. */
final class Labels {
  private static final String OURS = "fleet.";

  private Labels() {}

  static Map<String, String> read(Value value, Variables variables) {
    return checked(value, Pairs.read(value, variables));
  }

  /** The same, when none of them is ours. */
  static Map<String, String> checked(Value value, Map<String, String> labels) {
    if (labels.keySet().stream().anyMatch(name -> name.startsWith(OURS))) {
      throw value.where().refuse("labels that begin with 'fleet.' are Fleet's own", "");
    }
    return labels;
  }
}
