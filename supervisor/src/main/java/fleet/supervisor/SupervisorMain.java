package fleet.supervisor;

import fleet.supervisor.channel.RegistrationRefusedException;
import fleet.supervisor.state.FolderInUseException;
import fleet.supervisor.state.StateFolder;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Reads the options, builds the supervisor, and runs it until the process is asked to end. */
public final class SupervisorMain {
  private static final int FAILED = 1;
  private static final int USAGE = 2;
  private static final int NOT_ALLOWED = 4;
  private static final String HELP =
      """
      usage: fleet-supervisor --server URL [options]
        --server URL        where the API answers, such as http://fleet.example:8080
        --pin SHA256:...    of an https server, the only authority to believe; the server prints it
        --key-file FILE     file with the provisioning key; needed until the device is registered,
                            as is --key KEY (seen by every user of this machine) or FLEET_PROVISIONING_KEY
        --state DIR         what the device remembers; /var/lib/fleet-supervisor
        --engine URL        socket of the container engine; unix:///var/run/docker.sock
        --name NAME         wished-for name of the device; the server makes one
        --type TYPE         device type; generic-ARCHITECTURE
        --door-port N       port on 127.0.0.1 that the engine pulls through; 0 means any
        --identity          with --state DIR: say the device's public key, by which it can be expected
        --version, --help
      """;

  private SupervisorMain() {}

  /** Ends with 0 after a signal, 1 when it failed, 2 for wrong options, 4 when it was refused. */
  public static void main(String[] words) {
    var first = words.length == 0 ? "" : words[0];
    switch (first) {
      case "--help", "-h" -> System.out.print(HELP);
      case "--identity" -> System.exit(tellIdentity(List.of(words).subList(1, words.length)));
      case "--version" -> System.out.println("fleet-supervisor " + version());
      default -> System.exit(run(List.of(words)));
    }
  }

  private static int run(List<String> words) {
    LogFormat.install();
    try {
      var config = SupervisorConfig.read(words, System.getenv(), Machine.defaultType());
      serve(config);
      return 0;
    } catch (UsageException e) {
      e.faults().forEach(fault -> say(fault, ""));
      say("", "fleet-supervisor --help lists the options");
      return USAGE;
    } catch (RegistrationRefusedException e) {
      say(String.valueOf(e.getMessage()), e.hint());
      return NOT_ALLOWED;
    } catch (FolderInUseException | UncheckedIOException e) {
      say(String.valueOf(e.getMessage()), "");
      return FAILED;
    } catch (InterruptedException e) {
      return 0;
    }
  }

  /** Makes the key where there is none. */
  private static int tellIdentity(List<String> words) {
    var options = Options.read(words, Set.of("--state"));
    options.faults().forEach(fault -> say(fault, ""));
    if (!options.faults().isEmpty()) {
      return USAGE;
    }
    var state = options.get("--state").map(Path::of).orElse(SupervisorConfig.STATE);
    try (var folder = StateFolder.open(state)) {
      System.out.println(folder.identity().publicKey());
      return 0;
    } catch (FolderInUseException | UncheckedIOException e) {
      say(String.valueOf(e.getMessage()), "");
      return FAILED;
    }
  }

  private static void serve(SupervisorConfig config) throws InterruptedException {
    var supervisor = new Supervisor(config, version());
    var main = Thread.currentThread();
    Runnable end =
        () -> {
          main.interrupt();
          supervisor.close();
        };
    Runtime.getRuntime().addShutdownHook(new Thread(end, "shutdown"));
    try {
      supervisor.run();
    } finally {
      supervisor.close();
    }
  }

  private static void say(String message, String hint) {
    if (!message.isEmpty()) {
      System.err.println("fleet-supervisor: " + message);
    }
    if (!hint.isEmpty()) {
      System.err.println("  hint: " + hint);
    }
  }

  private static String version() {
    var version = SupervisorMain.class.getPackage().getImplementationVersion();
    return version == null ? "0.0.0" : version;
  }
}
