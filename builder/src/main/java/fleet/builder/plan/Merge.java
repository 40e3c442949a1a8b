package fleet.builder.plan;

import fleet.builder.plan.Value.Fields;
import fleet.builder.plan.Value.Items;
import fleet.builder.plan.Value.Marked;
import fleet.builder.plan.Value.Nothing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Merges one compose file, or one service, over another, as the Compose Specification says:
 * mappings by their keys, lists one after the other, items that mean the same thing once, and a
 * command as a whole. {@code !reset} takes a key away, {@code !override} what was there. Every
 * value keeps the place where it was written. Bounded; has state: one for a project.
 */
final class Merge {
  private static final int MOST = 100_000;

  private int made;

  /** Two files of a project. */
  Value files(Value base, Value over) {
    return merged(new Path(List.of()), base, over);
  }

  /** A service, over the one that it extends. */
  Value services(Value base, Value over) {
    return merged(new Path(List.of("services", "it")), base, over);
  }

  /** What is left when nothing is merged over it. */
  Value plain(Value value) {
    return switch (value) {
      case Marked(var where, var isReset, var inner) -> isReset ? new Nothing(where) : plain(inner);
      case Fields(var where, var fields) -> {
        var left = new LinkedHashMap<String, Value>();
        fields.forEach((key, field) -> put(left, key, field));
        yield new Fields(where, left);
      }
      case Items(var where, var items) ->
          new Items(where, items.stream().filter(item -> !isReset(item)).map(this::plain).toList());
      default -> counted(value);
    };
  }

  private Value merged(Path path, Value base, Value over) {
    if (over instanceof Marked) {
      return plain(over);
    }
    var rule = path.rule();
    if (over instanceof Nothing || base instanceof Nothing || rule == MergeRule.REPLACE) {
      return over instanceof Nothing ? plain(base) : plain(over);
    }
    return switch (rule.form(base)) {
      case Fields below when rule.form(over) instanceof Fields above -> fields(path, below, above);
      case Items below when rule.form(over) instanceof Items above -> items(rule, below, above);
      default -> plain(over);
    };
  }

  private Value fields(Path path, Fields base, Fields over) {
    var all = new LinkedHashMap<String, Value>();
    base.values().forEach((key, field) -> put(all, key, field));
    over.values()
        .forEach((key, field) -> {
          var below = all.get(key);
          if (below == null || isReset(field)) {
            put(all, key, field);
          } else {
            all.put(key, merged(path.child(key), below, field));
          }
        });
    return new Fields(over.where(), all);
  }

  /** What is written again stands where it stood. */
  private Value items(MergeRule rule, Items base, Items over) {
    var all = new LinkedHashMap<Object, Value>();
    for (var list : List.of(base.values(), over.values())) {
      for (var item : list) {
        if (!isReset(item)) {
          var plain = plain(item);
          all.put(rule.identity(plain).<Object>map(it -> it).orElseGet(Object::new), plain);
        }
      }
    }
    return new Items(base.where(), new ArrayList<>(all.values()));
  }

  private void put(Map<String, Value> all, String key, Value field) {
    if (isReset(field)) {
      all.remove(key);
    } else {
      all.put(key, plain(field));
    }
  }

  private Value counted(Value value) {
    if (++made > MOST) {
      throw value.where().refuse("the files become too much when they are merged", "");
    }
    return value;
  }

  private static boolean isReset(Value value) {
    return value instanceof Marked(var _, var isReset, var _) && isReset;
  }

  /** Whether both say the same, wherever they are written. */
  static boolean same(Value one, Value other) {
    return switch (one) {
      case Nothing _ -> other instanceof Nothing;
      case Value.Text(var _, var text) ->
          other instanceof Value.Text(var _, var another) && text.equals(another);
      case Items(var _, var items) ->
          other instanceof Items(var _, var others)
              && items.size() == others.size()
              && IntStream.range(0, items.size())
                  .allMatch(at -> same(items.get(at), others.get(at)));
      case Fields(var _, var fields) ->
          other instanceof Fields(var _, var others)
              && fields.keySet().equals(others.keySet())
              && fields.entrySet().stream()
                  .allMatch(field ->
                      same(field.getValue(), Objects.requireNonNull(others.get(field.getKey()))));
      case Marked(var _, var _, var inner) -> same(inner, other);
    };
  }

  /** Keys from the root. */
  private record Path(List<String> keys) {
    Path child(String key) {
      var all = new ArrayList<>(keys);
      all.add(key);
      return new Path(all);
    }

    MergeRule rule() {
      return MergeRule.at(keys);
    }
  }
}
