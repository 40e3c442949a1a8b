package fleet.cli.command;

import fleet.contract.identity.FleetName;
import fleet.contract.operator.DeviceView;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fleet device list}: devices, of one fleet or of all. */
final class ListDevices implements Command {
  /** As many as the API gives at once. */
  private static final int WHOLE_PAGE = 500;

  @Option(names = "--fleet", paramLabel = "FLEET", description = "Only the devices of this fleet.")
  private @Nullable FleetName fleet;

  @Option(
      names = "--where",
      paramLabel = "QUERY",
      description =
          "Only such devices: 'tag.site = \"berlin\" and status = online and release < 1.4.0'."
              + " Fields: name, id, fleet, type, platform, model, note, tag.KEY, group, status,"
              + " phase, seen, created, release, target, healthy, supervisor, pinned, pinned-by,"
              + " pinned-for, settled, failed, degraded."
              + " Operators: = != < <= > >= in like exists; and, or, not.")
  private @Nullable String where;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "The first N at most, by fleet and name; all when not said.")
  private int limit = Integer.MAX_VALUE;

  @Mixin private Common common;

  private final Shell shell;

  ListDevices(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    if (limit < 1) {
      throw CommandFailure.usage("--limit: expected a number from 1", "all are listed without it");
    }
    var devices = Api.signedIn(shell, common).some(route(), DeviceView.class, limit);
    return new Answer(shell, common)
        .list(
            devices,
            all -> DeviceTable.of(all, shell.clock().instant()),
            where == null
                ? "there are no devices; add one: fleet device add FLEET"
                : "there are no such devices");
  }

  private String route() {
    var filters = new ArrayList<String>();
    if (fleet != null) {
      filters.add("fleet=" + fleet);
    }
    if (where != null) {
      filters.add("where=" + Api.escape(where));
    }
    if (limit < WHOLE_PAGE) {
      filters.add("limit=" + limit);
    }
    return "/devices" + (filters.isEmpty() ? "" : "?" + String.join("&", filters));
  }
}
