package fleet.cli.command;

import fleet.contract.identity.GroupName;
import fleet.contract.job.JobSelection;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options by which a command is about many devices. In the place of the one device their fleet
 * is named.
 */
final class ManyDevices {
  @Option(
      names = "--where",
      paramLabel = "QUERY",
      description = "All such devices of a fleet, which is named in the place of DEVICE.")
  private @Nullable String where;

  @Option(
      names = "--group",
      paramLabel = "GROUP",
      description = "Those of a saved group that are of the fleet.")
  private @Nullable GroupName group;

  @Option(names = "--all", description = "All devices of the fleet.")
  private boolean all;

  @Option(names = "--dry-run", description = "Say which devices are meant, and do nothing.")
  private boolean dryRun;

  @Option(names = "--detach", description = "Do not wait until each of them had its turn.")
  private boolean detach;

  boolean areMeant() {
    return dryRun || detach || where != null || group != null || all;
  }

  boolean dryRun() {
    return dryRun;
  }

  boolean detach() {
    return detach;
  }

  JobSelection selection() {
    if (Stream.of(where != null, group != null, all).filter(said -> said).count() != 1) {
      throw CommandFailure.usage(
          "say one of --where, --group and --all", "--where 'tag.site = berlin'");
    }
    var chosen = group;
    return chosen != null
        ? JobSelection.of(chosen)
        : CommandFailure.understood(
            () -> JobSelection.where(where == null ? "" : where), "make several jobs of it");
  }
}
