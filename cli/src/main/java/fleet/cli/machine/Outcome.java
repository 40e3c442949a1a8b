package fleet.cli.machine;

import java.util.List;

/** How a program ended, and what it said. */
public record Outcome(int exitCode, String output, String errors) {
  public boolean isGood() {
    return exitCode == 0;
  }

  /** The last thing that it complained about. */
  public String reason() {
    return lastLine(errors)
        .or(() -> lastLine(output))
        .orElse("it ended with exit code " + exitCode);
  }

  private static java.util.Optional<String> lastLine(String text) {
    List<String> lines = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    return lines.isEmpty() ? java.util.Optional.empty() : java.util.Optional.of(lines.getLast());
  }
}
