package fleet.cli.command;

import fleet.contract.identity.FleetName;
import fleet.contract.identity.GroupName;
import fleet.contract.operator.GroupView;
import fleet.contract.operator.NewGroup;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fleet group add NAME}: saves a group, by a query or by its devices. */
final class AddGroup implements Command {
  @Parameters(index = "0", paramLabel = "NAME", description = "What to call the group.")
  private GroupName name;

  @Parameters(index = "1..*", arity = "0..*", paramLabel = "DEVICE", description = "Its devices.")
  private List<String> devices = List.of();

  @Option(
      names = "--where",
      paramLabel = "QUERY",
      description = "Those that this means at each time, in place of devices.")
  private @Nullable String where;

  @Option(names = "--fleet", paramLabel = "FLEET", description = "Only devices of this fleet.")
  private @Nullable FleetName fleet;

  @Option(
      names = "--note",
      paramLabel = "TEXT",
      description = "What people should know of the group.")
  private @Nullable String note;

  @Mixin private Common common;

  private final Shell shell;

  AddGroup(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var wanted =
        CommandFailure.understood(
            this::wanted, "fleet group add %s --where 'tag.site = berlin'".formatted(name));
    var group = Api.signedIn(shell, common).http().post("/groups", wanted, GroupView.class);
    return new Answer(shell, common)
        .sentence(
            group,
            made ->
                "group %1$s is saved: fleet device list --where 'group = %1$s'"
                    .formatted(made.name()));
  }

  private NewGroup wanted() {
    return new NewGroup(
        name,
        Optional.ofNullable(fleet),
        Optional.ofNullable(where),
        Optional.of(devices).filter(named -> !named.isEmpty()),
        Optional.ofNullable(note));
  }
}
