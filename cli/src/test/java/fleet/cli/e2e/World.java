package fleet.cli.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import fleet.cli.machine.Folders;
import fleet.cli.machine.Ports;
import fleet.contract.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A server of its own in a folder of its own, a signed-in admin with an SSH key, and whatever
 * devices the test starts. Mutable, owned by one test; {@link #close} ends every process and
 * deletes the folder.
 */
final class World implements AutoCloseable {
  private static final Pattern PASSWORD = Pattern.compile("(?m)password\\s+(\\S+)");
  private static final Pattern PIN = Pattern.compile("(SHA256:[A-Za-z0-9+/]{43})");
  private static final Set<World> OPEN = ConcurrentHashMap.newKeySet();
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  final Lab lab;
  final Path folder;
  final int httpPort;
  private final boolean overTls;
  private final List<String> options;
  private final int httpsPort;
  final int registryPort;
  private final int gitPort;
  private final int sshPort;
  private final List<Device> devices = new ArrayList<>();
  private Path checkout = ROOT;
  private int apiPort;
  private @Nullable Process server;

  private World(Lab lab, Path folder, boolean overTls, List<String> options) {
    this.lab = lab;
    this.folder = folder;
    this.overTls = overTls;
    this.options = List.copyOf(options);
    var ports = freePorts(5);
    httpPort = ports.get(0);
    apiPort = httpPort;
    registryPort = ports.get(1);
    gitPort = ports.get(2);
    sshPort = ports.get(3);
    httpsPort = ports.get(4);
    OPEN.add(this);
  }

  /** Those that no test has closed yet. */
  static Set<World> open() {
    return Set.copyOf(OPEN);
  }

  /** A running server with a signed-in admin, whose SSH key it knows. */
  static World start() {
    return start(false, ROOT, List.of());
  }

  /** The same, with options more for the server. */
  static World startWith(String... options) {
    return start(false, ROOT, List.of(options));
  }

  /** The same, of another version. */
  static World startFrom(Path checkout) {
    return start(false, checkout, List.of());
  }

  /** The same, and nothing without TLS or SSH is open beyond this machine. */
  static World startOverTls() {
    return start(true, ROOT, List.of());
  }

  private static World start(boolean overTls, Path checkout, List<String> options) {
    var world = new World(Lab.fromEnvironment(), newFolder(), overTls, options);
    world.runFrom(checkout);
    try {
      world.startServer();
      world.signIn();
      return world;
    } catch (IOException e) {
      world.close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException | Error e) {
      world.close();
      throw e;
    }
  }

  /** Not JUnit's folder: the database's own user must pass through. */
  static Path newFolder() {
    try {
      return Folders.passable(Files.createTempDirectory(Path.of("/var/tmp"), "fleet-e2e"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What starts from now on, servers, supervisors and commands, is of that version. */
  void runFrom(Path otherCheckout) {
    checkout = otherCheckout;
  }

  /** What is asked from now on is asked of the API on that port. */
  void ask(int port) {
    apiPort = port;
  }

  void startServer() {
    startServerWithEngine(lab.buildEngine().toString());
  }

  void startServerWithEngine(String engine) {
    server = serverCommand("data", engine).start(serverLog());
    await("the server answers").atMost(Duration.ofSeconds(60)).until(this::serverAnswers);
  }

  Command serverCommand(String data, String engine) {
    var words = new ArrayList<String>();
    words.addAll(
        List.of(
            launcher("fleet"),
            "up",
            "--data",
            folder.resolve(data).toString(),
            "--listen",
            "127.0.0.1",
            "--listen",
            lab.hostAddress(),
            "--http-port",
            "" + httpPort,
            "--registry-port",
            "" + registryPort,
            "--git-port",
            "" + gitPort,
            "--ssh-port",
            "" + sshPort,
            "--engine",
            engine));
    words.addAll(overTls ? List.of("--https-port", "" + httpsPort) : List.of("--insecure"));
    words.addAll(options);
    return Command.of(folder, words);
  }

  /** How a device is told where the server is. */
  List<String> serverOptions() {
    if (!overTls) {
      return List.of("--server", "http://%s:%d".formatted(lab.hostAddress(), apiPort));
    }
    return List.of(
        "--server", "https://%s:%d".formatted(lab.hostAddress(), httpsPort), "--pin", printed(PIN));
  }

  private String printed(Pattern pattern) {
    var printed = pattern.matcher(read(serverLog()));
    if (!printed.find()) {
      throw new AssertionError("the server did not print it:%n" + read(serverLog()));
    }
    return printed.group(1);
  }

  /** The way a power cut ends it. */
  void killServer() {
    if (server != null) {
      end(server, true);
    }
  }

  /** The way a service manager ends it. */
  void stopServer() {
    if (server != null) {
      end(server, false);
    }
  }

  private boolean serverAnswers() {
    if (server != null && !server.isAlive()) {
      throw new AssertionError("the server ended:%n%s".formatted(read(serverLog())));
    }
    return Command.of(folder, List.of("curl", "-sf", url() + "/api/v1/health")).run().exit() == 0;
  }

  /** What the server printed when it first started. */
  String adminPassword() {
    return printed(PASSWORD);
  }

  private void signIn() throws IOException {
    fleet("login", "--server", url(), "--user", "admin", "--password-stdin")
        .typing(adminPassword() + "\n")
        .run()
        .succeeded();
    var key = folder.resolve("id_ed25519");
    Command.of(folder, List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString()))
        .run()
        .succeeded();
    fleet("key", "add", key + ".pub").run().succeeded();
  }

  String url() {
    return "http://127.0.0.1:" + apiPort;
  }

  /** A program of the version that runs now. */
  String launcher(String program) {
    return checkout.resolve("bin").resolve(program).toString();
  }

  /** A command of the CLI, with this world's credentials. */
  Command fleet(String... words) {
    var all = new ArrayList<String>();
    all.add(launcher("fleet"));
    all.addAll(List.of(words));
    return Command.of(folder, all).with("XDG_CONFIG_HOME", folder.resolve("config").toString());
  }

  /** What a command prints with {@code --json}. */
  JsonNode json(String... words) {
    var all = new ArrayList<>(List.of(words));
    all.add("--json");
    var result = fleet(all.toArray(String[]::new)).run().succeeded();
    try {
      return Json.mapper().readTree(result.out());
    } catch (IOException e) {
      throw new UncheckedIOException(result.out(), e);
    }
  }

  /** Git in that folder, with the admin's key and nobody's configuration. */
  Command git(Path repository, String... words) {
    return gitWith(folder.resolve("id_ed25519"), repository, words);
  }

  Command gitWith(Path key, Path repository, String... words) {
    var all =
        new ArrayList<>(List.of("git", "-c", "user.name=Ada", "-c", "user.email=ada@example.com"));
    all.addAll(List.of(words));
    return Command.of(repository, all)
        .with("GIT_CONFIG_GLOBAL", "/dev/null")
        .with("GIT_CONFIG_SYSTEM", "/dev/null")
        .with(
            "GIT_SSH_COMMAND",
            "ssh -F /dev/null -i %s -o IdentitiesOnly=yes -o BatchMode=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR"
                .formatted(key));
  }

  String gitUrl(String fleet) {
    return "ssh://git@127.0.0.1:%d/%s.git".formatted(gitPort, fleet);
  }

  /** A repository with these files committed on main, ready to push to the fleet. */
  Path repository(String fleet, Project project) {
    try {
      var repository = Files.createTempDirectory(folder, "project");
      project.writeTo(repository);
      git(repository, "init", "-q", "-b", "main").run().succeeded();
      git(repository, "remote", "add", "fleet", gitUrl(fleet)).run().succeeded();
      commit(repository, "first");
      return repository;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void commit(Path repository, String message) {
    git(repository, "add", "-A").run().succeeded();
    git(repository, "commit", "-q", "-m", message).run().succeeded();
  }

  /** A new device of the fleet in the lab's namespace, with its supervisor running. */
  Device device(String fleet, String name) {
    var key = json("device", "add", fleet).at("/key").asText();
    var device = new Device(this, name, key);
    devices.add(device);
    device.start();
    return device;
  }

  Path serverLog() {
    return folder.resolve("server.out");
  }

  static Path root() {
    return ROOT;
  }

  @Override
  public void close() {
    OPEN.remove(this);
    devices.forEach(Device::close);
    if (server != null) {
      end(server, false);
    }
    Folders.delete(folder);
  }

  /** Ends a process and waits for it. */
  static void end(Process process, boolean hard) {
    if (hard) {
      process.destroyForcibly();
    } else {
      process.destroy();
    }
    await("process %d ended".formatted(process.pid()))
        .atMost(Duration.ofSeconds(60))
        .until(() -> !process.isAlive());
  }

  static String read(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Integer> freePorts(int count) {
    return Stream.generate(Ports::anyFree).distinct().limit(count).toList();
  }
}
