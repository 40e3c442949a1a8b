package fleet.cli.command;

import fleet.contract.variable.VariableName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Variables in a file, one a line, as {@code docker run --env-file} takes them. Pure.
 *
 * <pre>
 * # the oven
 * COLOUR=blue
 * QUERY=a=b c      everything behind the first '=', as it stands
 * </pre>
 */
final class EnvFile {
  private EnvFile() {}

  /**
   * Reads all of them, in their order.
   *
   * @throws IllegalArgumentException that names the line that is wrong, and no value
   */
  static Map<VariableName, String> read(String text) {
    var values = new LinkedHashMap<VariableName, String>();
    var number = 0;
    for (var line : text.lines().toList()) {
      number++;
      if (!line.isBlank() && !line.stripLeading().startsWith("#")) {
        add(values, line, number);
      }
    }
    return values;
  }

  private static void add(Map<VariableName, String> values, String line, int number) {
    var equals = line.indexOf('=');
    if (equals < 1) {
      throw new IllegalArgumentException("line %d: expected NAME=VALUE".formatted(number));
    }
    var name = name(line.substring(0, equals), number);
    var value = line.substring(equals + 1);
    if (isQuoted(value.strip())) {
      throw new IllegalArgumentException(
          "line %d: the quotes around the value of %s would be part of it".formatted(number, name));
    }
    if (values.putIfAbsent(name, value) != null) {
      throw new IllegalArgumentException("line %d: %s is there twice".formatted(number, name));
    }
  }

  /** What is no name is not repeated: it may be part of a secret of several lines. */
  private static VariableName name(String text, int number) {
    try {
      return VariableName.parse(text.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("line %d: %s".formatted(number, e.getMessage()), e);
    }
  }

  /** Some tools take them off and some do not, so who wrote the file may mean either. */
  private static boolean isQuoted(String value) {
    return Stream.of("\"", "'")
        .anyMatch(quote -> value.length() > 1 && value.startsWith(quote) && value.endsWith(quote));
  }
}
