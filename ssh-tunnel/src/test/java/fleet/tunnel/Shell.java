package fleet.tunnel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Runs commands of this machine to their end. */
final class Shell {
  private static final long LIMIT_SECONDS = 60;
  private static final Executor THREADS = command -> Thread.ofVirtual().start(command);

  /** What a command said. */
  record Outcome(int exitCode, String output, String error) {
    Outcome orThrow() {
      if (exitCode != 0) {
        throw new IllegalStateException("exit code %d: %s".formatted(exitCode, error));
      }
      return this;
    }
  }

  private Shell() {}

  static Outcome run(String... command) {
    return run(List.of(command), new byte[0]);
  }

  static Outcome run(List<String> command, byte[] input) {
    try {
      var process = new ProcessBuilder(command).start();
      var output = CompletableFuture.supplyAsync(() -> read(process.getInputStream()), THREADS);
      var error = CompletableFuture.supplyAsync(() -> read(process.getErrorStream()), THREADS);
      feed(process, input);
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("still running: " + command);
      }
      return new Outcome(process.exitValue(), output.join(), error.join());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static void feed(Process process, byte[] input) {
    try (var stdin = process.getOutputStream()) {
      stdin.write(input);
    } catch (IOException _) {
      // The command ended without reading all of it; its exit code tells the rest.
    }
  }

  private static String read(InputStream stream) {
    try (stream) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
