package fleet.builder.plan;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** A YAML value with its place, anchors and variables resolved. */
sealed interface Value {
  Where where();

  /** Nothing was written: {@code key:} alone, or {@code null}. */
  record Nothing(Where where) implements Value {}

  /** A scalar, as text. */
  record Text(Where where, String value) implements Value {}

  /** A sequence. */
  record Items(Where where, List<Value> values) implements Value {
    public Items {
      values = List.copyOf(values);
    }
  }

  /** A mapping, in the order of the file. */
  record Fields(Where where, Map<String, Value> values) implements Value {}

  /**
   * What a tag says of a value that is merged over another; none is left after merging.
   *
   * @param isReset the key is to go; else the value is to stand for all that was there
   */
  record Marked(Where where, boolean isReset, Value value) implements Value {}

  default String text() {
    if (this instanceof Text(var _, var value)) {
      return value;
    }
    throw where().refuse("must be a text", "");
  }

  default boolean flag() {
    return switch (text()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw where().refuse("must be true or false", "");
    };
  }

  default int number() {
    try {
      return Integer.parseInt(text());
    } catch (NumberFormatException e) {
      throw where().refuse("'%s' is not a whole number".formatted(text()), "");
    }
  }

  default List<Value> items() {
    if (this instanceof Items(var _, var values)) {
      return values;
    }
    throw where().refuse("must be a list", "");
  }

  default Map<String, Value> fields() {
    if (this instanceof Fields(var _, var values)) {
      return values;
    }
    throw where().refuse("must be a mapping of keys to values", "");
  }

  /** Reads this value by a type's own parser, whose complaint becomes the refusal. */
  default <T> T parse(BiFunction<Where, String, T> parser) {
    try {
      return parser.apply(where(), text());
    } catch (IllegalArgumentException e) {
      throw where().refuse(String.valueOf(e.getMessage()), "");
    }
  }
}
