package fleet.cli.demo;

import fleet.cli.machine.MachineException;
import fleet.cli.machine.Program;
import fleet.cli.output.Printable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A real {@code git push}, whose lines are shown while they come. */
record GitPush(Path repository, Consumer<String> show) {
  /**
   * Pushes the branch.
   *
   * @throws MachineException when git says that it failed
   */
  void run() {
    try {
      var process =
          Program.of("git", "push", "fleet", "main")
              .in(repository)
              .with("LC_ALL", "C")
              .builder()
              .redirectErrorStream(true)
              .start();
      process.getOutputStream().close();
      try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
          show.accept(Printable.line(line).stripTrailing());
        }
      }
      if (process.waitFor() != 0) {
        throw new MachineException("the push was rejected", "git says why above");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("could not run git push", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MachineException("interrupted while pushing", "", e);
    }
  }
}
