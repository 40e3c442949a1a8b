package fleet.cli.command;

import fleet.contract.identity.FleetName;
import fleet.contract.job.JobAction;
import fleet.contract.operator.DeviceMove;
import fleet.contract.operator.DeviceView;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fleet device move DEVICE --to FLEET}: takes a device to another fleet. */
final class MoveDevice implements Command {
  @Mixin private DeviceArgument device;
  @Mixin private ManyDevices many;
  @Mixin private Confirmation confirmation;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "FLEET",
      description = "The fleet that it joins.")
  private FleetName to;

  @Mixin private Common common;

  private final Shell shell;

  MoveDevice(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() throws InterruptedException {
    if (many.areMeant()) {
      return new BulkOrder(shell, common, many, confirmation)
          .run(device.fleet(), new JobAction.Move(to), "moves to %s".formatted(to));
    }
    var api = Api.signedIn(shell, common);
    var view = api.http().post(device.route("move"), new DeviceMove(to), DeviceView.class);
    return new Answer(shell, common)
        .sentence(
            view,
            now ->
                "%s belongs to %s now, and should run %s"
                    .formatted(
                        now.name(),
                        now.fleet(),
                        now.target().map(release -> release.version()).orElse("nothing")));
  }
}
