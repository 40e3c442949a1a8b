package fleet.contract.operator;

import java.util.List;
import java.util.Optional;

/**
 * Part of a list.
 *
 * @param next cursor of the next part, to send as {@code ?after=}; absent at the end
 */
public record Page<T>(List<T> items, Optional<String> next) {
  public Page {
    items = List.copyOf(items);
  }

  /** A list that fits in one page. */
  public static <T> Page<T> whole(List<T> items) {
    return new Page<>(items, Optional.empty());
  }
}
