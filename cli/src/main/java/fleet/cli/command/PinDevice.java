package fleet.cli.command;

import fleet.contract.job.JobAction;
import fleet.contract.operator.DevicePin;
import fleet.contract.operator.DeviceView;
import fleet.contract.operator.NewPin;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fleet device pin DEVICE RELEASE --reason WHY}: keeps a device on a release. */
final class PinDevice implements Command {
  @Mixin private DeviceArgument device;
  @Mixin private ManyDevices many;
  @Mixin private Confirmation confirmation;

  @Parameters(index = "1", paramLabel = "RELEASE", description = "Version or id of the release.")
  private String release;

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "WHY",
      description = "One line for whoever wonders later.")
  private String reason;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "How long, such as 8h or 3d; until fleet device unpin when not said.")
  private @Nullable Duration until;

  @Mixin private Common common;

  private final Shell shell;

  PinDevice(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() throws InterruptedException {
    var wanted =
        CommandFailure.understood(
            () -> new NewPin(release, reason, Optional.ofNullable(until)),
            "--reason \"the fan is loud\"");
    if (many.areMeant()) {
      var action = new JobAction.Pin(release, wanted.reason(), wanted.validFor());
      return new BulkOrder(shell, common, many, confirmation)
          .run(device.fleet(), action, "pins to %s".formatted(release));
    }
    var api = Api.signedIn(shell, common);
    var view = api.http().put(device.route("pin"), wanted, DeviceView.class);
    return new Answer(shell, common).sentence(view, this::told);
  }

  private String told(DeviceView view) {
    var version = view.pin().map(DevicePin::release).map(kept -> kept.version()).orElse(release);
    return "%s stays on %s".formatted(view.name(), version);
  }
}
