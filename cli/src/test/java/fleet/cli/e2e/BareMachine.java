package fleet.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A machine on which nothing of Fleet was ever installed, without systemd: the lab's second device,
 * with file systems of its own over {@code /opt}, {@code /etc}, {@code /var/lib} and {@code /run},
 * which are gone when it is closed. Mutable, owned by one test.
 */
final class BareMachine implements AutoCloseable {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final String SET_UP =
      """
      set -e
      mount -t tmpfs tmpfs /mnt
      for folder in opt etc var/lib; do
        mkdir -p "/mnt/$folder/upper" "/mnt/$folder/work"
        mount -t overlay overlay "/$folder" \
          -o "lowerdir=/$folder,upperdir=/mnt/$folder/upper,workdir=/mnt/$folder/work"
      done
      mkdir /mnt/checkout
      mount --bind "$CHECKOUT" /mnt/checkout
      touch /mnt/engine
      mount --bind "$ENGINE" /mnt/engine
      mount -t tmpfs tmpfs /run
      touch /run/docker.sock
      mount --bind /mnt/engine /run/docker.sock
      echo ready
      exec sleep infinity
      """;

  /** Where it finds this checkout, for users who may not pass through the folders above it. */
  static final Path CHECKOUT = Path.of("/mnt/checkout");

  private final Path folder;
  private final String engine = Lab.variable("FLEET_TEST_DEVICE2_ENGINE");
  private final Process holder;
  private @Nullable Process supervisor;

  /** Starts it; its logs are in the folder. */
  BareMachine(Path folder) {
    this.folder = folder;
    var log = folder.resolve("machine-%d.log".formatted(NUMBER.incrementAndGet()));
    holder =
        Command.of(folder, List.of("unshare", "--mount", "--", "sh", "-c", SET_UP))
            .inNamespace(Lab.variable("FLEET_TEST_DEVICE2_NETNS"))
            .with("CHECKOUT", World.root().toString())
            .with("ENGINE", engine.substring("unix://".length()))
            .start(log);
    await("the machine is ready, see " + log)
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(log).hasContent("ready"));
  }

  /** Words run on it, by root. */
  Command command(String... words) {
    var all = new ArrayList<>(List.of("nsenter", "--target=" + holder.pid(), "--mount", "--net"));
    all.add("--");
    all.addAll(List.of(words));
    return Command.of(folder, all);
  }

  /** Types a line into a shell on it, as somebody does who pasted it. */
  Command.Result type(String line) {
    return command("sh").typing(line + "\n").run();
  }

  /** Starts a supervisor, to run until it is killed. */
  void start(String word) {
    supervisor = command(word).start(supervisorLog());
  }

  Path supervisorLog() {
    return folder.resolve("machine-supervisor.log");
  }

  /** The way a power cut ends it. */
  void killSupervisor() {
    if (supervisor != null) {
      World.end(supervisor, true);
    }
  }

  /** Ids of this fleet's containers on the engine, sorted. */
  List<String> containers() {
    return docker("ps", "-aq", "--no-trunc", "--filter", "label=fleet.device")
        .lines()
        .sorted()
        .toList();
  }

  /** What the docker client prints, asked about the engine. */
  String docker(String... words) {
    var all = new ArrayList<>(List.of("docker", "-H", engine));
    all.addAll(List.of(words));
    return Command.of(folder, all).run().succeeded().out();
  }

  @Override
  public void close() {
    killSupervisor();
    for (var container : containers()) {
      docker("rm", "-f", "-v", container);
    }
    World.end(holder, true);
  }
}
