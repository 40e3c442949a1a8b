package fleet.cli.measure;

import com.fasterxml.jackson.databind.JsonNode;
import fleet.cli.machine.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Simulated devices of one server, in a process of their own. */
final class Crowd {
  static final String FLEET = "crowd";
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final ServerRun server;
  private final Process process;
  private final Path said;

  private Crowd(ServerRun server, Process process, Path said) {
    this.server = server;
    this.process = process;
    this.said = said;
  }

  /** Registers so many, and signs them in. */
  static void enrol(ServerRun server, int devices) {
    server
        .command(words(devices, "--for", "1s", "--spread", "10m"))
        .within(Duration.ofMinutes(20))
        .output();
  }

  /** Starts so many, of those that are registered first. */
  static Crowd start(ServerRun server, int devices, String... more) {
    try {
      var said = Files.createTempFile(server.folder(), "crowd", ".json");
      var process =
          server
              .command(words(devices, more))
              .builder()
              .redirectOutput(said.toFile())
              .redirectError(Redirect.DISCARD)
              .start();
      return new Crowd(server, process, said);
    } catch (IOException e) {
      throw new UncheckedIOException("could not start simulated devices", e);
    }
  }

  private static String[] words(int devices, String... more) {
    var words = new ArrayList<>(List.of("simulate", "--json", "--fleet", FLEET));
    words.addAll(List.of("--devices", Integer.toString(devices)));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  /** Waits until the server sees so many. */
  void awaitOnline(int devices) {
    var seen =
        new Patience(PATIENCE, Duration.ofSeconds(1))
            .until(() -> !process.isAlive() || online() == devices);
    if (!seen || !process.isAlive()) {
      throw new IllegalStateException("of %d devices %d came".formatted(devices, online()));
    }
  }

  private int online() {
    return server.json("show", FLEET).path("online").asInt();
  }

  /** What came of it, when its time is over. */
  JsonNode summary() throws InterruptedException {
    process.waitFor();
    try {
      return ServerRun.parse(Files.readString(said, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void end() {
    process.destroy();
  }
}
