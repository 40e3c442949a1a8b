package fleet.builder.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A line {@code NAME=value} of a file of variables; empty ones and comments are none.
 *
 * @param number from 1
 * @param value absent where the line is a name alone
 * @param literal in single quotes: a dollar in it is a dollar
 */
record EnvLine(int number, String name, Optional<String> value, boolean literal) {
  static List<EnvLine> of(String text) {
    var lines = new ArrayList<EnvLine>();
    var number = 0;
    for (var line : (Iterable<String>) text.lines()::iterator) {
      number++;
      var said = line.strip();
      if (!said.isEmpty() && !said.startsWith("#")) {
        lines.add(line(number, said.startsWith("export ") ? said.substring(7).strip() : said));
      }
    }
    return lines;
  }

  private static EnvLine line(int number, String text) {
    var equals = text.indexOf('=');
    if (equals < 0) {
      return new EnvLine(number, text, Optional.empty(), true);
    }
    var value = text.substring(equals + 1).strip();
    return new EnvLine(
        number,
        text.substring(0, equals).strip(),
        Optional.of(unquoted(value)),
        isQuoted(value, "'"));
  }

  private static String unquoted(String value) {
    if (isQuoted(value, "\"") || isQuoted(value, "'")) {
      return value.substring(1, value.length() - 1);
    }
    var comment = value.indexOf(" #");
    return comment < 0 ? value : value.substring(0, comment).strip();
  }

  private static boolean isQuoted(String value, String quote) {
    return value.length() >= 2 && value.startsWith(quote) && value.endsWith(quote);
  }
}
