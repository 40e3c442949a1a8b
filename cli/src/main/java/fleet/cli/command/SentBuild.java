package fleet.cli.command;

import fleet.cli.output.Human;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.SecretBytes;
import fleet.contract.operator.DeviceView;
import fleet.contract.operator.FleetView;
import fleet.contract.operator.RolloutView;
import fleet.contract.release.Canary;
import fleet.contract.release.Release;
import fleet.contract.release.ReleaseState;
import java.util.List;
import java.util.Map;

/** A build of files that are sent, shown live and followed until its release is on the devices. */
final class SentBuild {
  private static final long BYTES_BETWEEN_SIGNS = 1_000_000;

  private final Shell shell;
  private final Common common;
  private final Order order;
  private final WaitOptions wait;
  private long nextShown;

  SentBuild(Shell shell, Common common, Order order, WaitOptions wait) {
    this.shell = shell;
    this.common = common;
    this.order = order;
    this.wait = wait;
  }

  /**
   * What is wanted.
   *
   * @param words of the query
   * @param detach leaves the build when it has begun
   */
  record Order(FleetName fleet, List<String> words, ReleaseOptions release, boolean detach) {
    Order {
      words = List.copyOf(words);
    }

    String route() {
      var query = words.isEmpty() ? "" : "?" + String.join("&", words);
      return Api.route("fleets", fleet, "builds") + query;
    }
  }

  /**
   * @param secrets that go before the files, by name
   */
  ExitCode run(SentFiles files, Map<String, SecretBytes> secrets) throws InterruptedException {
    var api = Api.signedIn(shell, common);
    requireFleet(api);
    var log = new BuildLog(shell.terminal(), common.json(), order.detach());
    var upload = new Upload(files, secrets, this::showSent);
    if (!common.json()) {
      shell.terminal().stage("sending " + files);
    }
    return switch (follow(api, log, upload)) {
      case BuildOutcome.Failed failed -> throw failed.problem().asException();
      case BuildOutcome.Detached detached -> tellDetached(detached);
      case BuildOutcome.Released released -> released(api, log, released);
    };
  }

  private BuildOutcome follow(Api api, BuildLog log, Upload upload) throws InterruptedException {
    try (var _ = Interruption.watch(shell, api, log)) {
      return new BuildFollower(api, log).upload(order.route(), upload);
    }
  }

  /** Asked before anything is sent: a wrong name or sign-in is told at once. */
  private void requireFleet(Api api) {
    var _ = api.http().get(Api.route("fleets", order.fleet()), FleetView.class);
    order
        .release()
        .canary()
        .flatMap(Canary::named)
        .ifPresent(names -> names.forEach(name -> requireDevice(api, name)));
  }

  private void requireDevice(Api api, String name) {
    var device = api.http().get(Api.route("devices", name), DeviceView.class);
    if (!device.fleet().equals(order.fleet())) {
      throw CommandFailure.failed(
          "%s is a device of %s".formatted(name, device.fleet()),
          "fleet device list --fleet %s shows who can go first".formatted(order.fleet()));
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
    if (order.release().isDraft()) {
      return ExitCode.DONE;
    }
    var watch = new RolloutWatch(api, shell, common.json());
    var release = api.http().get(route(released), Release.class);
    if (release.state() == ReleaseState.UNSIGNED) {
      return watch.unsigned(release, wait.goal(), wait.isStrict());
    }
    if (order.release().canary().isPresent() && !common.json()) {
      showFirst(api, release);
    }
    return wait.watch(watch, release.id(), order.release().canary());
  }

  /** Who was drawn is in no log of the build. */
  private void showFirst(Api api, Release release) {
    var route = Api.route("fleets", order.fleet(), "rollouts", "latest");
    var rollout = api.http().get(route, RolloutView.class);
    if (rollout.release().id().equals(release.id()) && !rollout.first().isEmpty()) {
      shell.terminal().print(RolloutText.begun(rollout));
    }
  }

  private String route(BuildOutcome.Released released) {
    return Api.route("fleets", order.fleet(), "releases", released.release());
  }

  private void showRelease(Api api, BuildLog log, BuildOutcome.Released released) {
    if (!log.tells(released)) {
      shell.terminal().print(releaseLine(api.http().get(route(released), Release.class)));
    }
    if (order.release().isDraft()) {
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
