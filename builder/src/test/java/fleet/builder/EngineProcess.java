package fleet.builder;

import static org.awaitility.Awaitility.await;

import fleet.builder.engine.DockerEngine;
import fleet.builder.engine.EngineException;
import fleet.builder.engine.address.EngineAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A Docker Engine of a test's own, which it may kill, halt and fill: below the run folder of the
 * lab, so that what a killed test leaves goes with the lab, and on the lab's bridge.
 */
final class EngineProcess implements AutoCloseable {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private final int number = NUMBERS.getAndIncrement();
  private final Path folder;
  private final List<String> options;
  private Process process;

  private EngineProcess(String name, List<String> options) throws IOException {
    this.folder = Path.of("/run/fleet/lab" + lab(), "%s%d".formatted(name, number));
    this.options = options;
    Files.createDirectories(folder);
    process = launch();
  }

  /** Starts one, and returns when it answers. */
  static EngineProcess start(String name, String... options) throws IOException {
    var engine = new EngineProcess(name, List.of(options));
    engine.awaitReady();
    return engine;
  }

  /** With all that it keeps in this many megabytes. */
  static EngineProcess startSmall(String name, int megabytes) throws Exception {
    var data = Files.createDirectories(disk(Path.of("/run/fleet/lab" + lab(), name)));
    run("mount", "-t", "tmpfs", "-o", "size=%dm".formatted(megabytes), "tmpfs", data.toString());
    return start(name, "--data-root=" + data);
  }

  String address() {
    return "unix://" + folder.resolve("docker.sock");
  }

  Path socket() {
    return folder.resolve("docker.sock");
  }

  /** As power loss would. */
  void kill() throws InterruptedException {
    var children = process.descendants().toList();
    process.destroyForcibly().waitFor();
    children.forEach(ProcessHandle::destroyForcibly);
  }

  /** As an administrator would. */
  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      kill();
    }
  }

  void startAgain() throws IOException {
    Files.deleteIfExists(folder.resolve("pid"));
    process = launch();
    awaitReady();
  }

  /** It does nothing any more, and its connections stay open. */
  void halt() throws Exception {
    run("kill", "-STOP", Long.toString(process.pid()));
  }

  void goOn() throws Exception {
    run("kill", "-CONT", Long.toString(process.pid()));
  }

  /** The tags that it has, whatever their registry. */
  List<String> tags() {
    try (var engine = engine()) {
      return engine.tags("");
    }
  }

  DockerEngine engine() {
    return new DockerEngine(new EngineAddress.Socket(socket()));
  }

  @Override
  public void close() {
    try {
      run("kill", "-CONT", Long.toString(process.pid()));
      stop();
      for (var mount : mounts()) {
        run("umount", "-l", mount);
      }
      run("rm", "-rf", folder.toString(), disk(folder).toString());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path disk(Path folder) {
    return folder.resolveSibling(folder.getFileName().toString().replaceAll("\\d+$", "") + "-disk");
  }

  private static String lab() {
    return Optional.ofNullable(System.getenv("FLEET_TEST_LAB"))
        .orElseThrow(() -> new IllegalStateException("this test needs fleet lab up"));
  }

  private Process launch() throws IOException {
    var words =
        new ArrayList<>(
            List.of(
                "dockerd",
                "--data-root=" + folder.resolve("data"),
                "--exec-root=" + folder.resolve("exec"),
                "--pidfile=" + folder.resolve("pid"),
                "--host=" + address(),
                "--bridge=fl" + lab(),
                "--fixed-cidr=10.77.%s.%d/28".formatted(lab(), 32 + number % 6 * 16),
                "--iptables=false",
                "--ip-masq=false"));
    if (options.stream().anyMatch(option -> option.startsWith("--data-root"))) {
      words.remove("--data-root=" + folder.resolve("data"));
    }
    words.addAll(options);
    return new ProcessBuilder(words)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
        .start();
  }

  private void awaitReady() {
    await().atMost(LONG).until(() -> !process.isAlive() || answers());
    if (!process.isAlive()) {
      throw new IllegalStateException("dockerd ended: " + folder.resolve("log"));
    }
  }

  private boolean answers() {
    try (var engine = engine()) {
      return !engine.version().architecture().isEmpty();
    } catch (EngineException e) {
      return false;
    }
  }

  /** Innermost first. */
  private List<String> mounts() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/mounts"))) {
      return lines
          .map(line -> line.split(" ", -1)[1])
          .filter(mount ->
              mount.startsWith(folder + "/")
                  || options.stream().anyMatch(option -> option.endsWith("=" + mount)))
          .toList()
          .reversed();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void run(String... words) throws IOException, InterruptedException {
    var result = Shell.run(Path.of("/"), Map.of(), List.of(words));
    if (result.code() != 0 && !words[0].equals("kill")) {
      throw new IllegalStateException(result.output());
    }
  }
}
