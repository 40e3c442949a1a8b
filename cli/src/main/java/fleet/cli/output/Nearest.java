package fleet.cli.output;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody meant who mistyped. */
public final class Nearest {
  private Nearest() {}

  /** The known name that is fewest edits away, when that is few enough to be a slip. */
  public static Optional<String> to(String typed, Collection<String> known) {
    var most = Math.max(1, typed.length() / 3);
    return known.stream()
        .filter(name -> distance(typed, name) <= most || isBeginning(typed, name))
        .min(Comparator.comparingInt((String name) -> distance(typed, name)).thenComparing(n -> n));
  }

  private static boolean isBeginning(String typed, String name) {
    return typed.length() >= 3 && name.startsWith(typed);
  }

  /** Edits (insert, remove, change, swap neighbours) between two words. */
  static int distance(String from, String to) {
    var table = new int[from.length() + 1][to.length() + 1];
    Arrays.setAll(table[0], column -> column);
    for (var row = 1; row <= from.length(); row++) {
      table[row][0] = row;
      for (var column = 1; column <= to.length(); column++) {
        table[row][column] = cheapest(table, row, column, from, to);
      }
    }
    return table[from.length()][to.length()];
  }

  private static int cheapest(int[][] table, int row, int column, String from, String to) {
    var same = from.charAt(row - 1) == to.charAt(column - 1);
    var best =
        Math.min(
            table[row - 1][column - 1] + (same ? 0 : 1),
            Math.min(table[row - 1][column], table[row][column - 1]) + 1);
    var swapped =
        row > 1
            && column > 1
            && from.charAt(row - 1) == to.charAt(column - 2)
            && from.charAt(row - 2) == to.charAt(column - 1);
    return swapped ? Math.min(best, table[row - 2][column - 2] + 1) : best;
  }
}
