package fleet.builder.progress;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Puts {@code ***} in the place of values that must not be told. Of a value with several lines each
 * is one, for output comes line by line; texts of less than four characters are let pass, for they
 * would hide half of every log.
 */
final class Mask {
  private static final int SHORTEST = 4;
  private static final String HIDDEN = "***";

  /** The longest first: one may be a part of another. */
  private final List<String> values;

  Mask(Collection<byte[]> secrets) {
    this.values =
        secrets.stream()
            .map(secret -> new String(secret, StandardCharsets.UTF_8))
            .flatMap(text -> Stream.concat(Stream.of(text), text.lines()))
            .map(String::strip)
            .filter(text -> text.length() >= SHORTEST)
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
  }

  String over(String text) {
    var masked = text;
    for (var value : values) {
      masked = masked.replace(value, HIDDEN);
    }
    return masked;
  }

  /** The same for a text that was cut: also the beginning of a value at its end is hidden. */
  String overCut(String text) {
    var masked = over(text);
    for (var value : values) {
      for (int length = Math.min(value.length() - 1, masked.length());
          length >= SHORTEST;
          length--) {
        if (masked.regionMatches(masked.length() - length, value, 0, length)) {
          return masked.substring(0, masked.length() - length) + HIDDEN;
        }
      }
    }
    return masked;
  }
}
