package fleet.cli.output;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * What the standard streams can do.
 *
 * @param inIsTerminal whether a person can be asked
 * @param outIsTerminal whether a person reads standard output
 * @param errIsTerminal whether a person reads standard error
 * @param wantsColours false where {@code NO_COLOR} is set or the terminal is dumb
 * @param redraws whether a line may be written over; a CI log may not
 */
public record Capabilities(
    boolean inIsTerminal,
    boolean outIsTerminal,
    boolean errIsTerminal,
    boolean wantsColours,
    boolean redraws) {
  /** Nothing but plain text, as for a pipe. */
  public static final Capabilities PLAIN = new Capabilities(false, false, false, false, false);

  /**
   * Decides from the environment's variables.
   *
   * @param isTerminal says of a file descriptor whether a terminal is behind it
   */
  static Capabilities of(IntPredicate isTerminal, Map<String, String> environment) {
    var isDumb = environment.getOrDefault("TERM", "dumb").equals("dumb");
    var refusesColours = !environment.getOrDefault("NO_COLOR", "").isEmpty();
    var isCi = !environment.getOrDefault("CI", "").isEmpty();
    var err = isTerminal.test(2);
    return new Capabilities(
        isTerminal.test(0),
        isTerminal.test(1),
        err,
        !isDumb && !refusesColours,
        err && !isDumb && !isCi);
  }

  static Capabilities ofProcess(Map<String, String> environment) {
    return of(Capabilities::isTerminal, environment);
  }

  private static boolean isTerminal(int descriptor) {
    var link = Path.of("/proc/self/fd/" + descriptor);
    if (!Files.isSymbolicLink(link)) {
      return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }
    try {
      var file = Files.readSymbolicLink(link).toString();
      return file.startsWith("/dev/pts/")
          || file.startsWith("/dev/tty")
          || file.equals("/dev/console");
    } catch (IOException e) {
      return false;
    }
  }
}
