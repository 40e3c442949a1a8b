package fleet.cli.command;

import fleet.contract.identity.GroupName;
import fleet.contract.operator.GroupEdit;
import fleet.contract.operator.GroupView;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fleet group set NAME}: changes what a group means, while queries go on naming it. */
final class SetGroup implements Command {
  @Parameters(paramLabel = "NAME", description = "The group.")
  private GroupName name;

  @Option(
      names = "--where",
      paramLabel = "QUERY",
      description = "What it means from now on, for a group that has a query.")
  private @Nullable String where;

  @Option(
      names = "--add",
      paramLabel = "DEVICE",
      split = ",",
      description = "Devices to take in, for a group that names its devices.")
  private List<String> added = List.of();

  @Option(
      names = "--remove",
      paramLabel = "DEVICE",
      split = ",",
      description = "Devices to take out of it.")
  private List<String> removed = List.of();

  @Option(
      names = "--note",
      paramLabel = "TEXT",
      description = "What people should know of it; empty to remove the note.")
  private @Nullable String note;

  @Mixin private Common common;

  private final Shell shell;

  SetGroup(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var edit =
        CommandFailure.understood(
            this::edit, "fleet group set %s --add DEVICE --remove DEVICE".formatted(name));
    var group =
        Api.signedIn(shell, common).http().patch(Api.route("groups", name), edit, GroupView.class);
    return new Answer(shell, common)
        .sentence(
            group,
            now ->
                "group %1$s is changed: fleet group show %1$s shows its devices"
                    .formatted(now.name()));
  }

  private GroupEdit edit() {
    return new GroupEdit(
        Optional.ofNullable(where),
        Optional.of(added).filter(some -> !some.isEmpty()),
        Optional.of(removed).filter(some -> !some.isEmpty()),
        Optional.ofNullable(note));
  }
}
