package fleet.supervisor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The words of a command line as {@code --key value} or {@code --key=value} pairs. */
final class Options {
  private final Map<String, String> values = new HashMap<>();
  private final List<String> faults = new ArrayList<>();

  private Options() {}

  /** Reads the words; what is not understood becomes a fault, and the rest is still read. */
  static Options read(List<String> words, Set<String> known) {
    var options = new Options();
    for (var at = 0; at < words.size(); at++) {
      var word = words.get(at);
      var equals = word.indexOf('=');
      var key = equals < 0 ? word : word.substring(0, equals);
      if (!known.contains(key)) {
        options.faults.add(unknown(key, known));
        at += equals < 0 && hasValue(words, at) ? 1 : 0;
      } else if (equals >= 0) {
        options.values.put(key, word.substring(equals + 1));
      } else if (at + 1 == words.size()) {
        options.faults.add("option %s needs a value".formatted(key));
      } else {
        options.values.put(key, words.get(++at));
      }
    }
    return options;
  }

  Optional<String> get(String key) {
    return Optional.ofNullable(values.get(key));
  }

  List<String> faults() {
    return List.copyOf(faults);
  }

  private static boolean hasValue(List<String> words, int at) {
    return words.get(at).startsWith("-")
        && at + 1 < words.size()
        && !words.get(at + 1).startsWith("-");
  }

  private static String unknown(String key, Set<String> known) {
    if (!key.startsWith("-")) {
      // A stray word may be a key that lost its option: it is not repeated.
      return "there is a word that belongs to no option";
    }
    var nearest =
        known.stream()
            .min(Comparator.comparingInt((String name) -> distance(key, name)))
            .orElseThrow();
    return "unknown option %s; did you mean %s?".formatted(key, nearest);
  }

  /** Levenshtein's distance. */
  private static int distance(String left, String right) {
    var previous = new int[right.length() + 1];
    for (var column = 0; column < previous.length; column++) {
      previous[column] = column;
    }
    for (var row = 1; row <= left.length(); row++) {
      var current = new int[right.length() + 1];
      current[0] = row;
      for (var column = 1; column < current.length; column++) {
        var change = left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1;
        current[column] =
            Math.min(
                Math.min(current[column - 1], previous[column]) + 1, previous[column - 1] + change);
      }
      previous = current;
    }
    return previous[right.length()];
  }
}
