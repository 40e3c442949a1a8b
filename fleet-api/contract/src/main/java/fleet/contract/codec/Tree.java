package fleet.contract.codec;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON of others, of which only some parts matter. What is not there, or is of another kind, is
 * empty: never an exception. Immutable.
 */
public final class Tree {
  static final Tree MISSING = new Tree(Map.of());

  private final Object value;

  Tree(Object value) {
    this.value = value;
  }

  /** The field of this name. */
  public Tree path(String name) {
    var held = value instanceof Map<?, ?> map ? map.get(name) : null;
    return held == null ? MISSING : new Tree(held);
  }

  /** The text, number or truth as text; empty for everything else. */
  public String text() {
    return value instanceof Map || value instanceof Collection ? "" : value.toString();
  }

  /** The whole number; 0 for everything else. */
  public int number() {
    return value instanceof Number number ? number.intValue() : 0;
  }

  /** The truth; false for everything else. */
  public boolean truth() {
    return value instanceof Boolean truth && truth;
  }

  /** The items of a list. */
  public List<Tree> items() {
    return value instanceof Collection<?> items
        ? items.stream().map(item -> new Tree((Object) item)).toList()
        : List.of();
  }

  /** The texts of an object's fields, in their order. */
  public Map<String, String> texts() {
    var texts = new LinkedHashMap<String, String>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, held) -> texts.put((String) name, new Tree(held).text()));
    }
    return texts;
  }
}
