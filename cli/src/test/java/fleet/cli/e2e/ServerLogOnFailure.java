package fleet.cli.e2e;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Prints what the server wrote to its log when a test of it failed: the folder, and with it the
 * cause of every "the server failed", is gone when the test has ended.
 */
final class ServerLogOnFailure implements TestExecutionExceptionHandler {
  private static final int LINES = 300;

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable cause)
      throws Throwable {
    for (var world : World.open()) {
      try (var files = Files.walk(world.folder, 3)) {
        files
            .filter(Files::isRegularFile)
            .filter(ServerLogOnFailure::isLog)
            .sorted(Comparator.naturalOrder())
            .forEach(ServerLogOnFailure::print);
      } catch (IOException e) {
        cause.addSuppressed(e);
      }
    }
    throw cause;
  }

  private static boolean isLog(Path file) {
    var name = file.getFileName().toString();
    return name.endsWith(".log") || name.endsWith(".out");
  }

  private static void print(Path file) {
    try {
      var lines = Files.readAllLines(file);
      System.err.printf("== %s, the last of %d lines%n", file, lines.size());
      lines.subList(Math.max(0, lines.size() - LINES), lines.size()).forEach(System.err::println);
    } catch (MalformedInputException e) {
      System.err.printf("== %s is no text%n", file);
    } catch (IOException e) {
      System.err.printf("== %s cannot be read: %s%n", file, e);
    }
  }
}
