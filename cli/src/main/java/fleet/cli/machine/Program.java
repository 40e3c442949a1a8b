package fleet.cli.machine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Another program with its arguments, to be run to its end.
 *
 * @param environment added to this process's own
 * @param folder it works in; this process's where absent
 * @param limit how long it may take before it is killed
 */
public record Program(
    List<String> words, Map<String, String> environment, Optional<Path> folder, Duration limit) {
  private static final Duration DEFAULT_LIMIT = Duration.ofMinutes(2);
  private static final int MAX_OUTPUT_BYTES = 8 * 1024 * 1024;

  public Program {
    words = List.copyOf(words);
    environment = Map.copyOf(environment);
  }

  public static Program of(List<String> words) {
    return new Program(words, Map.of(), Optional.empty(), DEFAULT_LIMIT);
  }

  public static Program of(String... words) {
    return of(List.of(words));
  }

  public Program in(Path other) {
    return new Program(words, environment, Optional.of(other), limit);
  }

  public Program with(String name, String value) {
    var changed = new HashMap<>(environment);
    changed.put(name, value);
    return new Program(words, changed, folder, limit);
  }

  /** The same with more arguments. */
  public Program and(String... more) {
    var all = Stream.concat(words.stream(), Stream.of(more)).toList();
    return new Program(all, environment, folder, limit);
  }

  public Program within(Duration other) {
    return new Program(words, environment, folder, other);
  }

  /**
   * Runs it and returns how it ended, well or not.
   *
   * @throws ProgramException when it could not be started or took too long
   */
  public Outcome run() {
    return run(InputStream.nullInputStream());
  }

  /**
   * Runs it and feeds it these bytes.
   *
   * @throws ProgramException when it could not be started or took too long
   */
  public Outcome run(InputStream input) {
    try {
      var process = builder().start();
      var errors = reader(process.getErrorStream());
      var feeder = feeder(input, process.getOutputStream());
      var output = reader(process.getInputStream());
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new ProgramException(this, "it took longer than %d s".formatted(limit.toSeconds()));
      }
      feeder.get();
      return new Outcome(process.exitValue(), output.get(), errors.get());
    } catch (IOException e) {
      throw new ProgramException(this, "it could not be started", e);
    } catch (ExecutionException e) {
      throw new ProgramException(this, "its output could not be read", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProgramException(this, "interrupted", e);
    }
  }

  /**
   * Runs it and returns what it printed.
   *
   * @throws ProgramException when it does not end well
   */
  public String output() {
    return output(InputStream.nullInputStream());
  }

  /**
   * Feeds it these bytes and returns what it printed.
   *
   * @throws ProgramException when it does not end well
   */
  public String output(InputStream input) {
    var outcome = run(input);
    if (!outcome.isGood()) {
      throw new ProgramException(this, outcome.reason());
    }
    return outcome.output();
  }

  /** The same for those who start it and let it run. */
  public ProcessBuilder builder() {
    var builder = new ProcessBuilder(words);
    builder.environment().putAll(environment);
    folder.ifPresent(path -> builder.directory(path.toFile()));
    return builder;
  }

  private static FutureTask<String> reader(InputStream stream) {
    return started(
        new FutureTask<>(() -> {
          try (stream) {
            var text = new String(stream.readNBytes(MAX_OUTPUT_BYTES), StandardCharsets.UTF_8);
            stream.transferTo(OutputStream.nullOutputStream());
            return text;
          }
        }));
  }

  private static FutureTask<Boolean> feeder(InputStream input, OutputStream stream) {
    return started(
        new FutureTask<>(() -> {
          try (stream) {
            input.transferTo(stream);
            return true;
          } catch (IOException e) {
            // It ended before it had read all; its exit code tells why.
            return false;
          } catch (UncheckedIOException e) {
            return false;
          }
        }));
  }

  private static <T> FutureTask<T> started(FutureTask<T> task) {
    Thread.ofVirtual().start(task);
    return task;
  }
}
