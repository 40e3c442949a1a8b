package fleet.cli.command;

import fleet.contract.devicetype.FleetTypes;
import fleet.contract.identity.FleetName;
import fleet.contract.operator.FleetView;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fleet set FLEET}: says anew what devices a fleet is for. */
final class SetFleet implements Command {
  @Parameters(paramLabel = "FLEET", description = "Name of the fleet.")
  private FleetName fleet;

  @Mixin private TypeOptions types;

  @Option(names = "--any", description = "It is for every device, as it comes.")
  private boolean any;

  @Mixin private Common common;

  private final Shell shell;

  SetFleet(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var wanted = types.wanted().or(() -> any ? Optional.of(FleetTypes.ANY) : Optional.empty());
    if (wanted.isEmpty() || (any && types.wanted().isPresent())) {
      throw CommandFailure.usage(
          "say what devices %s is for".formatted(fleet), "--type, --accept, or --any");
    }
    var route = Api.route("fleets", fleet, "types");
    var view = Api.signedIn(shell, common).http().put(route, wanted.get(), FleetView.class);
    return new Answer(shell, common)
        .sentence(
            view,
            now ->
                "%s takes %s"
                    .formatted(now.name(), TypeText.fleet(now.types().orElse(FleetTypes.ANY))));
  }
}
