package fleet.cli.simulate;

import fleet.cli.command.Command;
import fleet.cli.command.CommandFailure;
import fleet.cli.command.CommandNode;
import fleet.cli.command.ExitCode;
import fleet.cli.command.Shell;
import fleet.cli.credential.Access;
import fleet.cli.credential.CredentialFile;
import fleet.cli.credential.KnownAuthorities;
import fleet.cli.output.Terminal;
import fleet.contract.Json;
import fleet.contract.client.JsonHttp;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.Secret;
import fleet.contract.operator.NewProvisioningKey;
import fleet.contract.operator.ProvisioningKey;
import fleet.contract.release.Platform;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * {@code fleet simulate --devices N --fleet F}: devices that are none, to see what a server bears.
 */
public final class SimulateCommand implements Command {
  private static final int MAX_DEVICES = 200_000;
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  @Option(names = "--devices", required = true, paramLabel = "N", description = "How many.")
  private int devices;

  @Option(names = "--fleet", required = true, paramLabel = "FLEET", description = "Of which fleet.")
  private FleetName fleet;

  @Option(names = "--server", paramLabel = "URL", description = "The server, if not the default.")
  private String server = "";

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "A provisioning key; one is made by your sign-in if not said.")
  private @Nullable String key;

  @Option(names = "--for", paramLabel = "TIME", description = "How long; until Ctrl-C if not said.")
  private @Nullable Duration length;

  @Option(names = "--folder", paramLabel = "DIR", description = "Where keys and tokens are kept.")
  private @Nullable Path folder;

  @Option(names = "--storm-every", paramLabel = "TIME", description = "Cuts all off that often.")
  private @Nullable Duration stormEvery;

  @Option(
      names = "--platform",
      paramLabel = "PLATFORM",
      description = "What new ones are; linux/amd64 if not said.")
  private Platform platform = Platform.LINUX_AMD64;

  @Option(names = "--spread", paramLabel = "TIME", description = "Connect within; 5s if not said.")
  private Duration spread = Duration.ofSeconds(5);

  @Option(names = "--update", paramLabel = "TIME", description = "An update takes up to; else 2s.")
  private Duration update = Duration.ofSeconds(2);

  @Option(names = "--poll", paramLabel = "PERCENT", description = "So many only poll.")
  private int poll;

  @Option(names = "--slow", paramLabel = "PERCENT", description = "So many read slowly.")
  private int slow;

  @Option(names = "--silent", paramLabel = "PERCENT", description = "So many never report.")
  private int silent;

  @Option(names = "--failing", paramLabel = "PERCENT", description = "So many fail every update.")
  private int failing;

  @Option(names = "--json", description = "The summary in JSON, for programs.")
  private boolean json;

  private final Shell shell;

  private SimulateCommand(Shell shell) {
    this.shell = shell;
  }

  public static CommandNode node() {
    return new CommandNode.Leaf(
        "simulate",
        "Simulate devices, to see what a server bears",
        "fleet simulate --devices 1000 --fleet kitchen --for 2m",
        SimulateCommand::new);
  }

  @Override
  public ExitCode run() throws InterruptedException {
    if (devices < 1 || devices > MAX_DEVICES) {
      throw CommandFailure.usage("how many devices?", "from 1 to %,d".formatted(MAX_DEVICES));
    }
    var access = access();
    var door = new Simulation.Door(access.server(), tls(access));
    var simulation = new Simulation(door, fleet, behaviour(), new Cache(place()), shell.clock());
    var ending = Thread.ofPlatform().unstarted(() -> end(simulation));
    Runtime.getRuntime().addShutdownHook(ending);
    simulation.enrol(devices, () -> provisioningKey(access));
    simulation.start();
    watch(simulation);
    if (Runtime.getRuntime().removeShutdownHook(ending)) {
      end(simulation);
    }
    return ExitCode.DONE;
  }

  private void watch(Simulation simulation) throws InterruptedException {
    var begun = shell.clock().instant();
    var end = Optional.ofNullable(length).map(begun::plus).orElse(Instant.MAX);
    var storm = Optional.ofNullable(stormEvery).map(begun::plus);
    while (shell.clock().instant().isBefore(end)) {
      shell.terminal().progress(simulation.tally().line(devices));
      Thread.sleep(LOOK_EVERY);
      if (storm.filter(shell.clock().instant()::isAfter).isPresent()) {
        simulation.storm();
        storm = Optional.ofNullable(stormEvery).map(shell.clock().instant()::plus);
      }
    }
  }

  /** Tells what came of it, and lets the devices go; also when Ctrl-C ends the process. */
  private void end(Simulation simulation) {
    var summary = simulation.summary();
    simulation.close();
    if (json) {
      shell.terminal().print(Json.write(summary));
    } else {
      show(shell.terminal(), summary);
    }
    shell.terminal().close();
  }

  private static void show(Terminal terminal, Summary summary) {
    terminal.print(
        "%,d devices: %,d connected, %,d poll; %,d targets, %,d reports, %,d polls (%,d unchanged)"
            .formatted(
                summary.devices(),
                summary.connected(),
                summary.pollers(),
                summary.targets(),
                summary.reports(),
                summary.polls(),
                summary.unchanged()));
    summary
        .releases()
        .forEach(release ->
            terminal.print(
                "release %s: told %,d devices, %s after the first"
                    .formatted(release.version(), release.told(), times(release.after()))));
    summary
        .variables()
        .forEach(told ->
            terminal.print(
                "variables %s: told %,d devices, %s after the first"
                    .formatted(told.version(), told.told(), times(told.after()))));
    if (summary.reconnects().count() > 0) {
      terminal.print(
          "%,d came back, after %s"
              .formatted(summary.reconnects().count(), times(summary.reconnects())));
    }
    if (summary.removed() > 0) {
      terminal.print("%,d were removed, and ended".formatted(summary.removed()));
    }
    terminal.print("%,d errors".formatted(summary.errors()));
    summary.trouble().forEach((what, count) -> terminal.print("  %,d x %s".formatted(count, what)));
  }

  private static String times(Summary.Times times) {
    return "p50 %,d ms, p99 %,d ms, last %,d ms".formatted(times.p50(), times.p99(), times.last());
  }

  private Behaviour behaviour() {
    try {
      return new Behaviour(platform, poll, slow, silent, failing, update, spread);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()), "");
    }
  }

  private Path place() {
    if (folder != null) {
      return shell.folder().resolve(folder);
    }
    var home = shell.environment().getOrDefault("HOME", "");
    return Path.of(home, ".cache", "fleet", "simulate");
  }

  private Access access() {
    var kept = CredentialFile.of(shell.environment()).read();
    return Access.of(server, shell.environment(), kept);
  }

  private SSLContext tls(Access access) {
    return new KnownAuthorities(shell.environment()).tls(access.server());
  }

  private Secret provisioningKey(Access access) {
    if (key != null) {
      return Secret.of(key);
    }
    var http =
        new JsonHttp(
            JsonHttp.clientBuilder().sslContext(tls(access)).build(),
            URI.create(access.server() + "/api/v1"),
            access::token);
    var wanted = new NewProvisioningKey(devices, Duration.ofDays(1));
    return http.post("/fleets/%s/provisioning-keys".formatted(fleet), wanted, ProvisioningKey.class)
        .key();
  }
}
