package fleet.cli.demo;

import fleet.cli.command.Shell;
import fleet.cli.machine.Folders;
import fleet.cli.machine.MachineException;
import fleet.cli.machine.OpenParts;
import fleet.cli.machine.Patience;
import fleet.cli.machine.Ports;
import fleet.cli.machine.Program;
import fleet.cli.server.AllInOne;
import fleet.cli.server.EngineOption;
import fleet.cli.server.ServerConfig;
import fleet.cli.server.ServerPorts;
import fleet.contract.identity.DeviceName;
import fleet.contract.identity.FleetName;
import fleet.contract.operator.DeviceStatus;
import fleet.contract.operator.DeviceView;
import fleet.contract.operator.NewFleet;
import fleet.contract.operator.NewProvisioningKey;
import fleet.contract.operator.NewSshKey;
import fleet.contract.operator.ProvisioningKey;
import fleet.contract.problem.ProblemException;
import fleet.contract.release.Platform;
import fleet.contract.release.Release;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One demo. Mutable: it belongs to the thread that runs it; any thread may close it, once or more,
 * and then nothing is left of it but caches.
 */
public final class Demo implements AutoCloseable {
  static final FleetName FLEET = FleetName.parse("demo");
  static final DeviceName DEVICE = DeviceName.parse("demo-device");
  static final String SERVICE = "web";
  private static final Duration ONLINE_LIMIT = Duration.ofSeconds(60);

  private final Shell shell;
  private final Path cache;
  private final Steps steps;
  private final OpenParts open = new OpenParts();

  public Demo(Shell shell) {
    this.shell = shell;
    this.cache = Folders.cache(shell.environment());
    this.steps = new Steps(shell.terminal());
  }

  /**
   * Sets everything up, pushes, and waits until the release is healthy.
   *
   * @throws MachineException with one sentence when something does not work
   */
  public Outcome run() {
    steps.heading("Setting up");
    steps.step("what this machine needs", () -> Tools.require(shell, steps));
    var home = Home.find();
    var folder = open.add(DemoFolder.make(cache));
    var place =
        steps.step("engines: one builds, one is the device's", () -> Place.take(cache, open));
    var config = config(place, home, folder);
    var server = open.add(new AllInOne(config));
    steps.step("server and database", server::start);
    var base = steps.step("base image for three platforms", () -> base(server, config));
    var operator = signIn(server);
    var project = SampleProject.make(folder.project(), base);
    addKey(operator, project, folder, config);
    steps.step("a device joins", () -> join(home, place, operator, folder, config));
    steps.heading("$ git push");
    var times = new TimedPush(operator, project, steps).run();
    var summary = summary(operator, times, shell(operator, home));
    return new Outcome(summary, operator, project);
  }

  /** What is there to go on with. */
  public record Outcome(DemoSummary summary, Operator operator, SampleProject project) {}

  /** Changes the sample and pushes it once more: what a developer does all day. */
  public TimedPush.Times pushChange(Outcome outcome) {
    outcome.project().change();
    steps.heading("$ git push");
    return new TimedPush(outcome.operator(), outcome.project(), steps).run();
  }

  @Override
  public void close() {
    open.close();
  }

  private static ServerConfig config(Place place, Home home, DemoFolder folder) {
    var usual = ServerPorts.USUAL;
    var hosts = place.listen();
    return new ServerConfig(
        folder.data(),
        Folders.cache(System.getenv()),
        hosts,
        new ServerPorts(
            Ports.freeOr(usual.http(), hosts),
            Ports.freeOr(usual.registry(), hosts),
            Ports.freeOr(usual.git(), hosts),
            Ports.freeOr(usual.ssh(), hosts)),
        Optional.empty(),
        List.of(EngineOption.parse(place.builder().uri().toString())),
        List.of(Platform.LINUX_AMD64, Platform.LINUX_ARM64, Platform.LINUX_ARM_V7),
        home.bundle(),
        Duration.ofSeconds(2),
        Duration.ofMinutes(1),
        true);
  }

  /** The reference that the sample builds on. */
  private String base(AllInOne server, ServerConfig config) {
    if (DockerHub.isInReach()) {
      return DockerHub.BUSYBOX;
    }
    var registry = "127.0.0.1:" + config.ports().registry();
    return BusyboxImage.push(server.url(), server.serviceKey(), registry, cache);
  }

  private Operator signIn(AllInOne server) {
    var signIn =
        server
            .firstAdmin()
            .orElseThrow(() -> new IllegalStateException("a new server made no first admin"));
    var operator = Operator.signIn(server.url(), signIn, shell);
    operator.api().post("/fleets", new NewFleet(FLEET));
    return operator;
  }

  private static void addKey(
      Operator operator, SampleProject project, DemoFolder folder, ServerConfig config) {
    var key = folder.sshKey();
    Program.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "demo", "-f", key.toString())
        .output();
    try {
      var line = Files.readString(Path.of(key + ".pub")).strip();
      operator.api().post("/keys", new NewSshKey("demo", line));
    } catch (IOException e) {
      throw new UncheckedIOException("could not read the new SSH key", e);
    }
    var url = "ssh://git@127.0.0.1:%d/%s.git".formatted(config.ports().git(), FLEET);
    project.connect(url, key, folder.path().resolve("known_hosts"));
  }

  private void join(
      Home home, Place place, Operator operator, DemoFolder folder, ServerConfig config) {
    var key =
        operator
            .api()
            .post(
                "/fleets/%s/provisioning-keys".formatted(FLEET),
                new NewProvisioningKey(1, Duration.ofHours(1)),
                ProvisioningKey.class)
            .key();
    var server = URI.create("http://%s:%d".formatted(place.serverHost(), config.ports().http()));
    var device = open.add(DeviceProcess.start(home, place, server, DEVICE, folder, key));
    var online =
        Patience.of(ONLINE_LIMIT)
            .until(() -> {
              device.requireAlive();
              return device(operator)
                  .filter(view -> view.status() == DeviceStatus.ONLINE)
                  .isPresent();
            });
    if (!online) {
      throw new MachineException(
          "the device is not online after %d s".formatted(ONLINE_LIMIT.toSeconds()),
          "its supervisor's log is " + folder.supervisorLog());
    }
  }

  private static Optional<DeviceView> device(Operator operator) {
    try {
      return Optional.of(operator.api().get("/devices/" + DEVICE, DeviceView.class));
    } catch (ProblemException e) {
      return Optional.empty();
    }
  }

  private String shell(Operator operator, Home home) {
    return steps.step(
        "ssh into the container",
        () -> operator.output(home, "ssh", DEVICE.value(), SERVICE, "--", "uname", "-m"));
  }

  private static DemoSummary summary(Operator operator, TimedPush.Times times, String ssh) {
    var view = operator.api().get("/devices/" + DEVICE, DeviceView.class);
    var running =
        view.healthy().orElseThrow(() -> new MachineException("the device runs nothing", ""));
    var release =
        operator.api().get("/fleets/%s/releases/%s".formatted(FLEET, running.id()), Release.class);
    return new DemoSummary(
        release.id(),
        release.version(),
        release.platforms(),
        view.name(),
        view.services().stream().map(DemoSummary.Service::of).toList(),
        times.running(),
        ssh,
        times.healthy());
  }
}
