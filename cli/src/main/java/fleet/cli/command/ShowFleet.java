package fleet.cli.command;

import fleet.cli.output.Fact;
import fleet.cli.output.Human;
import fleet.cli.output.Style;
import fleet.cli.output.Table;
import fleet.contract.devicetype.FleetTypes;
import fleet.contract.identity.FleetName;
import fleet.contract.operator.DeviceView;
import fleet.contract.operator.FleetView;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleet show FLEET}: one fleet, and its devices. */
final class ShowFleet implements Command {
  @Parameters(paramLabel = "FLEET", description = "Name of the fleet.")
  private FleetName fleet;

  @Mixin private Common common;

  private final Shell shell;

  ShowFleet(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var api = Api.signedIn(shell, common);
    var view = api.http().get(Api.route("fleets", fleet), FleetView.class);
    return new Answer(shell, common).one(view, shown -> show(api, shown));
  }

  private void show(Api api, FleetView view) {
    var terminal = shell.terminal();
    terminal.print(facts(api, view));
    var devices = api.all("/devices?fleet=" + fleet, DeviceView.class);
    terminal.print("");
    if (devices.isEmpty()) {
      terminal.print("no devices yet; add one: fleet device add " + fleet);
    } else {
      terminal.print(DeviceTable.of(devices, shell.clock().instant()));
    }
  }

  private Table facts(Api api, FleetView view) {
    var now = shell.clock().instant();
    var facts =
        List.of(
            Fact.of("fleet", view.name(), Style.NAME),
            new Fact("release", Cells.release(view.release(), now)),
            Fact.of("devices", counts(view)),
            Fact.of("git", view.gitUrl()),
            Fact.of("or", api.gitUrl(view.name())),
            Fact.of("created", Human.age(view.createdAt(), now)));
    var takes =
        view.types().stream()
            .filter(types -> !types.equals(FleetTypes.ANY))
            .map(types -> Fact.of("takes", TypeText.fleet(types)));
    var note = view.note().stream().map(text -> Fact.of("note", text));
    return Table.facts(Stream.of(facts.stream(), takes, note).flatMap(fact -> fact).toList());
  }

  private static String counts(FleetView view) {
    return "%d (%d online, %d settled, %d failed)"
        .formatted(view.devices(), view.online(), view.settled(), view.failed());
  }
}
