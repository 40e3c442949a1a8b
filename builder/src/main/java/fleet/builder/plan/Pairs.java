package fleet.builder.plan;

import java.util.LinkedHashMap;
import java.util.Map;

/** Names with values, as a mapping or as a list of {@code NAME=value}. */
final class Pairs {
  private Pairs() {}

  static Map<String, String> read(Value value, Variables variables) {
    var pairs = new LinkedHashMap<String, String>();
    switch (value) {
      case Value.Nothing _ -> {}
      case Value.Items list -> list.values().forEach(item -> addItem(item, variables, pairs));
      default ->
          value.fields().forEach((name, field) -> pairs.put(name, field(name, field, variables)));
    }
    return pairs;
  }

  private static void addItem(Value item, Variables variables, Map<String, String> pairs) {
    var text = item.text();
    var equals = text.indexOf('=');
    if (equals < 0) {
      pairs.put(text, known(text, item.where(), variables));
    } else {
      pairs.put(text.substring(0, equals), text.substring(equals + 1));
    }
  }

  private static String field(String name, Value field, Variables variables) {
    return field instanceof Value.Nothing ? known(name, field.where(), variables) : field.text();
  }

  private static String known(String name, Where where, Variables variables) {
    return variables
        .get(name)
        .orElseThrow(() ->
            where.refuse(
                "%s has no value, and there is no shell to take it from".formatted(name),
                "write a value, or set it in the project's .env"));
  }
}
