package fleet.builder.plan;

import java.util.ArrayList;
import java.util.List;

/** What the developer should know although it hinders nothing. Mutable; one for a plan. */
final class Notes {
  private final List<String> lines = new ArrayList<>();

  void add(String line) {
    if (!lines.contains(line)) {
      lines.add(line);
    }
  }

  /** Says of a key that it is passed over. */
  void unused(Where where, String why) {
    add("%s is not used, because %s".formatted(where.place(), why));
  }

  List<String> all() {
    return List.copyOf(lines);
  }
}
