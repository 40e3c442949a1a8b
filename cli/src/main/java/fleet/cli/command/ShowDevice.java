package fleet.cli.command;

import fleet.cli.output.Cell;
import fleet.cli.output.Fact;
import fleet.cli.output.Human;
import fleet.cli.output.Printable;
import fleet.cli.output.Style;
import fleet.cli.output.Table;
import fleet.contract.device.Failure;
import fleet.contract.device.ServiceState;
import fleet.contract.operator.DevicePin;
import fleet.contract.operator.DeviceView;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Mixin;

/** {@code fleet device show DEVICE}: what it runs, how that goes, and why. */
final class ShowDevice implements Command {
  @Mixin private DeviceArgument device;

  @Mixin private Common common;

  private final Shell shell;

  ShowDevice(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var api = Api.signedIn(shell, common);
    var view = api.http().get(device.route(), DeviceView.class);
    return new Answer(shell, common).one(view, this::show);
  }

  private void show(DeviceView view) {
    var terminal = shell.terminal();
    terminal.print(facts(view, shell.clock().instant()));
    if (!view.services().isEmpty()) {
      terminal.print("");
      terminal.print(services(view.services()));
    }
    view.failure().ifPresent(this::showFailure);
  }

  private static Table facts(DeviceView view, Instant now) {
    return Table.facts(
        List.of(
            Fact.of("device", view.name(), Style.NAME),
            Fact.of("id", view.id()),
            Fact.of("fleet", view.fleet()),
            new Fact("status", Cells.status(view.status())),
            Fact.of("seen", view.lastSeen().map(seen -> Human.age(seen, now)).orElse("never")),
            Fact.of("type", view.type() + ", " + view.platform()),
            Fact.of("model", view.model().orElse("-")),
            Fact.of(
                "supervisor", view.supervisorVersion().isEmpty() ? "-" : view.supervisorVersion()),
            new Fact("target", Cells.release(view.target(), now)),
            new Fact("running", Cells.release(view.running(), now)),
            new Fact("healthy", Cells.release(view.healthy(), now)),
            new Fact("phase", Cells.phase(view.phase())),
            Fact.of("why", view.why()),
            Fact.of("pin", view.pin().map(pin -> pinned(pin, now)).orElse("-")),
            Fact.of("tags", view.tags().isEmpty() ? "-" : TagDevice.line(view.tags())),
            Fact.of("note", view.note().isEmpty() ? "-" : view.note())));
  }

  private static String pinned(DevicePin pin, Instant now) {
    return "%s, by %s, %s: %s"
        .formatted(
            pin.release().version(),
            pin.owner(),
            pin.until().map(until -> Human.until(until, now)).orElse("until it is ended"),
            pin.reason());
  }

  private static Table services(List<ServiceState> services) {
    return Table.of(
        List.of("SERVICE", "STATE", "HEALTH", "RESTARTS"),
        services.stream()
            .map(service ->
                List.of(
                    Cell.of(service.name(), Style.NAME),
                    Cells.state(service.state()),
                    Cells.health(service.health()),
                    Cell.of(service.restarts())))
            .toList());
  }

  private void showFailure(Failure failure) {
    var terminal = shell.terminal();
    terminal.print("");
    terminal.print(
        terminal.palette().paint(Style.BAD, "failed: " + Printable.line(failure.reason())));
    failure.lines().forEach(line -> terminal.print("  " + Printable.line(line)));
  }
}
