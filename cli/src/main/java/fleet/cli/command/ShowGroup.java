package fleet.cli.command;

import fleet.contract.identity.GroupName;
import fleet.contract.operator.DeviceView;
import fleet.contract.operator.GroupView;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleet group show NAME}: the devices that it means now. */
final class ShowGroup implements Command {
  @Parameters(paramLabel = "NAME", description = "The group.")
  private GroupName name;

  @Mixin private Common common;

  private final Shell shell;

  ShowGroup(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var api = Api.signedIn(shell, common);
    var group = api.http().get(Api.route("groups", name), GroupView.class);
    group.where().ifPresent(query -> shell.terminal().say("%s is: %s".formatted(name, query)));
    group.note().ifPresent(note -> shell.terminal().say("note: " + note));
    var route = "/devices?where=" + Api.escape("group = \"%s\"".formatted(name));
    return new Answer(shell, common)
        .list(
            api.all(route, DeviceView.class),
            all -> DeviceTable.of(all, shell.clock().instant()),
            "no device is in group %s now".formatted(name));
  }
}
