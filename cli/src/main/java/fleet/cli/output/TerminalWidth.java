package fleet.cli.output;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** How many columns the terminal has: {@code COLUMNS}, else what {@code stty} says, else 80. */
final class TerminalWidth {
  private static final int DEFAULT = 80;
  private static final int MIN = 40;

  private final Map<String, String> environment;

  TerminalWidth(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Asks each time, for a window may change; only who prints a table on a terminal asks. */
  int columns() {
    var told = environment.get("COLUMNS");
    var columns = told == null ? lastNumber(ask()) : lastNumber(told);
    return columns == 0 ? DEFAULT : Math.max(MIN, columns);
  }

  /** The columns in {@code "24 80"}; zero where there is no number. */
  static int lastNumber(String text) {
    var trimmed = text.strip();
    var number = trimmed.substring(trimmed.lastIndexOf(' ') + 1);
    return number.matches("[0-9]{1,5}") ? Integer.parseInt(number) : 0;
  }

  private static String ask() {
    try {
      var process =
          new ProcessBuilder("stty", "size")
              .redirectInput(ProcessBuilder.Redirect.INHERIT)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try (var answer = process.getInputStream()) {
        return new String(answer.readAllBytes(), StandardCharsets.US_ASCII);
      }
    } catch (IOException e) {
      return "";
    }
  }
}
