package fleet.cli.command;

import fleet.contract.devicetype.FleetTypes;
import fleet.contract.identity.FleetName;
import fleet.contract.operator.FleetEdit;
import fleet.contract.operator.FleetView;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fleet set FLEET}: says anew what devices a fleet is for, or what people should know. */
final class SetFleet implements Command {
  @Parameters(paramLabel = "FLEET", description = "Name of the fleet.")
  private FleetName fleet;

  @Mixin private TypeOptions types;

  @Option(names = "--any", description = "It is for every device, as it comes.")
  private boolean any;

  @Option(
      names = "--note",
      paramLabel = "TEXT",
      description = "What people should know of it; empty to remove the note.")
  private @Nullable String note;

  @Mixin private Common common;

  private final Shell shell;

  SetFleet(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var takes = types.wanted().or(() -> any ? Optional.of(FleetTypes.ANY) : Optional.empty());
    if ((takes.isEmpty() && note == null) || (any && types.wanted().isPresent())) {
      throw CommandFailure.usage(
          "say what devices %s is for, or a note".formatted(fleet),
          "--type, --accept, or --any; --note TEXT");
    }
    var edit =
        Optional.ofNullable(note)
            .map(text -> CommandFailure.understood(() -> FleetEdit.ofNote(text), ""));
    var http = Api.signedIn(shell, common).http();
    var noted = edit.map(wanted -> http.patch(Api.route("fleets", fleet), wanted, FleetView.class));
    return new Answer(shell, common)
        .sentence(
            takes
                .map(wanted ->
                    http.put(Api.route("fleets", fleet, "types"), wanted, FleetView.class))
                .or(() -> noted)
                .orElseThrow(),
            SetFleet::text);
  }

  private static String text(FleetView now) {
    var takes = TypeText.fleet(now.types().orElse(FleetTypes.ANY));
    return "%s takes %s%s"
        .formatted(now.name(), takes, now.note().map(", note: %s"::formatted).orElse(""));
  }
}
