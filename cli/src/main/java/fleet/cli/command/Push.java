package fleet.cli.command;

import fleet.cli.output.Human;
import fleet.contract.identity.FleetName;
import fleet.contract.operator.DeviceView;
import fleet.contract.operator.FleetView;
import fleet.contract.operator.RolloutView;
import fleet.contract.release.Canary;
import fleet.contract.release.Release;
import fleet.contract.release.ReleaseState;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code fleet push FLEET}: sends a folder, shows its build live, and waits until the release is on
 * the devices.
 */
final class Push implements Command {
  private static final long BYTES_BETWEEN_SIGNS = 1_000_000;

  @Parameters(paramLabel = "FLEET", description = "The fleet that gets the release.")
  private FleetName fleet;

  @Option(names = "--source", paramLabel = "DIR", description = "The folder; this one if not said.")
  private Path source = Path.of("");

  @Option(
      names = "--detach",
      description = "Return when the build has begun; fleet attach follows.")
  private boolean detach;

  @Mixin private WaitOptions wait;
  @Mixin private PushOptions options;
  @Mixin private Common common;

  private final Shell shell;
  private long nextShown;

  Push(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() throws InterruptedException {
    var secrets = options.secrets().read(shell);
    var folder =
        ProjectFolder.at(shell.folder().resolve(source).normalize())
            .without(options.secrets().files(shell));
    var api = Api.signedIn(shell, common);
    requireFleet(api);
    var log = new BuildLog(shell.terminal(), common.json(), detach);
    var upload = new Upload(folder, secrets, this::showSent);
    if (!common.json()) {
      shell.terminal().stage("sending " + folder);
    }
    var route = Api.route("fleets", fleet, "builds") + options.query();
    return switch (follow(api, log, route, upload)) {
      case BuildOutcome.Failed failed -> throw failed.problem().asException();
      case BuildOutcome.Detached detached -> tellDetached(detached);
      case BuildOutcome.Released released -> released(api, log, released);
    };
  }

  private BuildOutcome follow(Api api, BuildLog log, String route, Upload upload)
      throws InterruptedException {
    try (var _ = Interruption.watch(shell, api, log)) {
      return new BuildFollower(api, log).upload(route, upload);
    }
  }

  /** Asked before anything is sent: a wrong name or sign-in is told at once. */
  private void requireFleet(Api api) {
    var _ = api.http().get(Api.route("fleets", fleet), FleetView.class);
    options
        .canary()
        .flatMap(Canary::named)
        .ifPresent(names -> names.forEach(name -> requireDevice(api, name)));
  }

  private void requireDevice(Api api, String name) {
    var device = api.http().get(Api.route("devices", name), DeviceView.class);
    if (!device.fleet().equals(fleet)) {
      throw CommandFailure.failed(
          "%s is a device of %s".formatted(name, device.fleet()),
          "fleet device list --fleet %s shows who can go first".formatted(fleet));
    }
  }

  /** Called by the packing worker, for each buffer; a terminal need not show them all. */
  private void showSent(long bytes) {
    if (bytes >= nextShown) {
      nextShown = bytes + BYTES_BETWEEN_SIGNS;
      shell.terminal().progress("sending " + Human.size(bytes));
    }
  }

  private ExitCode tellDetached(BuildOutcome.Detached detached) {
    if (!common.json()) {
      shell.terminal().print("building; fleet attach " + detached.build() + " shows it");
    }
    return ExitCode.DONE;
  }

  private ExitCode released(Api api, BuildLog log, BuildOutcome.Released released)
      throws InterruptedException {
    if (!common.json()) {
      showRelease(api, log, released);
    }
    if (options.isDraft()) {
      return ExitCode.DONE;
    }
    var watch = new RolloutWatch(api, shell, common.json());
    var release = api.http().get(route(released), Release.class);
    if (release.state() == ReleaseState.UNSIGNED) {
      return watch.unsigned(release, wait.goal(), wait.isStrict());
    }
    if (options.canary().isPresent() && !common.json()) {
      showFirst(api, release);
    }
    return wait.watch(watch, release.id(), options.canary());
  }

  /** Who was drawn is in no log of the build. */
  private void showFirst(Api api, Release release) {
    var route = Api.route("fleets", fleet, "rollouts", "latest");
    var rollout = api.http().get(route, RolloutView.class);
    if (rollout.release().id().equals(release.id()) && !rollout.first().isEmpty()) {
      shell.terminal().print(RolloutText.begun(rollout));
    }
  }

  private String route(BuildOutcome.Released released) {
    return Api.route("fleets", fleet, "releases", released.release());
  }

  private void showRelease(Api api, BuildLog log, BuildOutcome.Released released) {
    if (!log.tells(released)) {
      shell.terminal().print(releaseLine(api.http().get(route(released), Release.class)));
    }
    if (options.isDraft()) {
      shell.terminal().print("a draft: no device gets it");
    }
  }

  private static String releaseLine(Release release) {
    return "release %s (%s)  %s, %s"
        .formatted(
            release.version(),
            Cells.shortCommit(release.commit()),
            Human.count(release.services().size(), "service"),
            Human.count(release.platforms().size(), "platform"));
  }
}
