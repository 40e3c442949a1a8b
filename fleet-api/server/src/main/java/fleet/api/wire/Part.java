package fleet.api.wire;

import fleet.contract.operator.Page;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The part of a list that is asked for.
 *
 * @param after the cursor that the part before gave; empty at the start
 * @param limit how many items at most
 */
public record Part(String after, int limit) {
  /** What {@code after} is when no list gave it. */
  public static IllegalArgumentException strange(Throwable cause) {
    return new IllegalArgumentException("after: not a cursor of this list", cause);
  }

  /**
   * The same of a list that is there whole.
   *
   * @param all in the order of their cursors
   */
  public <T> Page<T> of(List<T> all, Function<T, String> cursor) {
    return page(
        more ->
            all.stream()
                .filter(item -> cursor.apply(item).compareTo(more.after()) > 0)
                .limit(more.limit())
                .toList(),
        cursor);
  }

  /**
   * Reads it, and one item more to know whether another part follows.
   *
   * @param cursor of an item, where the list goes on after it
   */
  public <T> Page<T> page(Function<Part, List<T>> read, Function<T, String> cursor) {
    var found = read.apply(new Part(after, limit + 1));
    if (found.size() <= limit) {
      return Page.whole(found);
    }
    var items = found.subList(0, limit);
    return new Page<>(items, Optional.of(cursor.apply(items.getLast())));
  }
}
