package fleet.cli.command;

import fleet.contract.identity.GroupName;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleet group rm NAME}: removes a group; its devices stay. */
final class RemoveGroup implements Command {
  @Parameters(paramLabel = "NAME", description = "The group.")
  private GroupName name;

  @Mixin private Common common;

  private final Shell shell;

  RemoveGroup(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    Api.signedIn(shell, common).http().delete(Api.route("groups", name));
    return new Answer(shell, common)
        .sentence(
            Map.of("removed", name), _ -> "group %s is gone; its devices stay".formatted(name));
  }
}
