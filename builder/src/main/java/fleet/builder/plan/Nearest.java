package fleet.builder.plan;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Which word somebody may have meant. Pure. */
public final class Nearest {
  /** Of a longer word the beginning is compared. */
  private static final int MOST = 64;

  private Nearest() {}

  /** The one with the fewest letters to change; nothing where none is known. */
  public static Optional<String> of(String word, Collection<String> known) {
    var brief = word.length() > MOST ? word.substring(0, MOST) : word;
    return known.stream().min(Comparator.comparingInt(candidate -> distance(brief, candidate)));
  }

  /** The edit distance of Levenshtein. */
  private static int distance(String left, String right) {
    var row = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      var diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        var above = row[j];
        var same = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j] + 1, row[j - 1] + 1), diagonal + same);
        diagonal = above;
      }
    }
    return row[right.length()];
  }
}
