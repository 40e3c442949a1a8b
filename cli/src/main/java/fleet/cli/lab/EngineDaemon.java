package fleet.cli.lab;

import fleet.cli.machine.Patience;
import fleet.cli.machine.ProcessRef;
import fleet.cli.machine.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A dockerd of the lab's own. It outlives this process when that is killed. */
record EngineDaemon(EngineFolder folder, ProcessRef process) {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  /**
   * Starts one and does not wait for it.
   *
   * @param prefix command line that it is started through, such as nsenter's; may be empty
   * @param options beside those that say where it keeps its things
   */
  static EngineDaemon start(EngineFolder folder, List<String> prefix, List<String> options) {
    try {
      Files.createDirectories(folder.run());
      Files.createDirectories(folder.data());
      // What a killed one left would be taken for a living one.
      Files.deleteIfExists(folder.pidFile());
      var process =
          Program.of(words(folder, prefix, options))
              .builder()
              .redirectErrorStream(true)
              .redirectOutput(folder.log().toFile())
              .start();
      process.getOutputStream().close();
      return ProcessRef.find(process.pid())
          .map(started -> new EngineDaemon(folder, started))
          .orElseThrow(() -> failed(folder));
    } catch (IOException e) {
      throw new UncheckedIOException("could not start dockerd", e);
    }
  }

  /** Returns when it answers. */
  EngineDaemon awaitReady() {
    var patience = Patience.of(START_LIMIT);
    var over = patience.until(() -> folder.socket().answers() || !process.isAlive());
    if (!over || !process.isAlive()) {
      throw failed(folder);
    }
    return this;
  }

  private static List<String> words(
      EngineFolder folder, List<String> prefix, List<String> options) {
    var words = new ArrayList<String>();
    // A session of its own: an interrupt from the terminal is not for it.
    words.add("setsid");
    words.addAll(prefix);
    words.addAll(
        List.of(
            "dockerd",
            "--data-root=" + folder.data(),
            "--exec-root=" + folder.exec(),
            "--pidfile=" + folder.pidFile(),
            "--host=" + folder.socket().uri()));
    words.addAll(options);
    return words;
  }

  private static LabException failed(EngineFolder folder) {
    return new LabException(
        "the engine in %s does not start: %s".formatted(folder.run(), lastError(folder)),
        "its log is " + folder.log());
  }

  private static String lastError(EngineFolder folder) {
    try (var lines = Files.lines(folder.log())) {
      return lines.reduce("", (_, last) -> last);
    } catch (IOException e) {
      return "it said nothing";
    }
  }
}
