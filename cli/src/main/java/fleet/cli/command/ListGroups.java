package fleet.cli.command;

import fleet.contract.operator.GroupView;
import picocli.CommandLine.Mixin;

/** {@code fleet group list}: the saved groups. */
final class ListGroups implements Command {
  @Mixin private Common common;

  private final Shell shell;

  ListGroups(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var groups = Api.signedIn(shell, common).all("/groups", GroupView.class);
    return new Answer(shell, common)
        .list(
            groups,
            all -> GroupTable.of(all, shell.clock().instant()),
            "there are no groups; save one: fleet group add NAME --where QUERY");
  }
}
