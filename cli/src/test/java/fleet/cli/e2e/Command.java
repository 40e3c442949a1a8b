package fleet.cli.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One command line to run to its end, as a user would type it. Immutable. */
record Command(List<String> words, Map<String, String> environment, Path folder, String input) {
  private static final Duration LIMIT = Duration.ofMinutes(4);

  Command {
    words = List.copyOf(words);
    environment = Map.copyOf(environment);
  }

  static Command of(Path folder, List<String> words) {
    return new Command(words, Map.of(), folder, "");
  }

  Command with(String name, String value) {
    var more = new HashMap<>(environment);
    more.put(name, value);
    return new Command(words, more, folder, input);
  }

  Command in(Path other) {
    return new Command(words, environment, other, input);
  }

  Command typing(String text) {
    return new Command(words, environment, folder, text);
  }

  Command inNamespace(String name) {
    var more = new ArrayList<>(List.of("nsenter", "--net=/var/run/netns/" + name, "--"));
    more.addAll(words);
    return new Command(more, environment, folder, input);
  }

  /** Runs it to its end. */
  Result run() {
    try {
      var out = Files.createTempFile("fleet-e2e", ".out");
      var err = Files.createTempFile("fleet-e2e", ".err");
      try {
        return run(out, err);
      } finally {
        Files.delete(out);
        Files.delete(err);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while running " + words, e);
    }
  }

  private Result run(Path out, Path err) throws IOException, InterruptedException {
    var process = builder().redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    try (var stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(StandardCharsets.UTF_8));
    }
    if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(
          "%s did not end within %s:%n%s".formatted(words, LIMIT, Files.readString(err)));
    }
    return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  /** Starts it and leaves it running, both streams in one file. */
  Process start(Path log) {
    try {
      return builder()
          .redirectErrorStream(true)
          .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ProcessBuilder builder() {
    var builder = new ProcessBuilder(words).directory(folder.toFile());
    builder.environment().putAll(environment);
    return builder;
  }

  /** How a command ended and what it printed. */
  record Result(int exit, String out, String err) {
    /** Both streams, for searching. */
    String all() {
      return out + err;
    }

    Result succeeded() {
      if (exit != 0) {
        throw new AssertionError("exit code %d%n%s%n%s".formatted(exit, out, err));
      }
      return this;
    }
  }
}
