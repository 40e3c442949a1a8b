package fleet.api.query;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that somebody meant. */
final class NearestName {
  private static final int MAX_TYPED = 64;

  private NearestName() {}

  /** The one that is fewest letters away, when those are less than half of the word. */
  static Optional<String> to(String typed, Collection<String> names) {
    if (typed.length() > MAX_TYPED) {
      return Optional.empty();
    }
    return names.stream()
        .filter(name -> distance(typed, name) * 2 <= Math.max(typed.length(), 2))
        .min(
            Comparator.comparingInt((String name) -> distance(typed, name))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** Letters to add, leave out or change. */
  private static int distance(String from, String to) {
    var row = new int[to.length() + 1];
    Arrays.setAll(row, column -> column);
    for (var i = 1; i <= from.length(); i++) {
      var diagonal = row[0];
      row[0] = i;
      for (var j = 1; j <= to.length(); j++) {
        var above = row[j];
        var changed = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(diagonal + changed, 1 + Math.min(above, row[j - 1]));
        diagonal = above;
      }
    }
    return row[to.length()];
  }
}
