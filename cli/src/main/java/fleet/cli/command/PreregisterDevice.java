package fleet.cli.command;

import fleet.cli.output.Cell;
import fleet.cli.output.Human;
import fleet.cli.output.Style;
import fleet.cli.output.Table;
import fleet.contract.identity.FleetName;
import fleet.contract.preregistration.MadePlace;
import fleet.contract.preregistration.MadePlaces;
import fleet.contract.preregistration.NewPlaces;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fleet device preregister FLEET --name NAME}: expects a device before it exists. */
final class PreregisterDevice implements Command {
  @Parameters(paramLabel = "FLEET", description = "The fleet that the device will join.")
  private FleetName fleet;

  @Mixin private PlaceOptions place;

  @Option(
      names = "--from",
      paramLabel = "FILE",
      description =
          "Many at once: CSV whose first line names its columns (name, type, id, public-key, note,"
              + " valid, tag.KEY), or one JSON object a line.")
  private @Nullable Path file;

  @Mixin private Common common;

  private final Shell shell;

  PreregisterDevice(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var wanted = new NewPlaces(place.wanted(shell, file));
    var route = Api.route("fleets", fleet, "preregistrations");
    var made = Api.signedIn(shell, common).http().post(route, wanted, MadePlaces.class);
    return new Answer(shell, common).one(made, this::show);
  }

  private void show(MadePlaces made) {
    var terminal = shell.terminal();
    terminal.print(table(made.devices()));
    if (made.devices().size() == 1) {
      made.devices()
          .getFirst()
          .install()
          .ifPresent(line -> {
            terminal.print("");
            InstallText.show(terminal, line);
          });
    } else if (made.devices().stream().anyMatch(place -> place.key().isPresent())) {
      terminal.say("the keys are not shown again");
    }
  }

  private Table table(List<MadePlace> devices) {
    var now = shell.clock().instant();
    return Table.of(
        List.of("DEVICE", "TYPE", "EXPECTED", "ID", "KEY"),
        devices.stream()
            .map(device ->
                List.of(
                    Cell.of(device.name(), Style.NAME),
                    Cell.of(device.type()),
                    Cell.of(
                        device
                            .expiresAt()
                            .map(end -> "ends " + Human.until(end, now))
                            .orElse("until it comes")),
                    Cell.of(device.device(), Style.DIM),
                    Cell.of(device.key().map(key -> key.reveal()).orElse("its own"))))
            .toList());
  }
}
