package fleet.cli.command;

import fleet.cli.output.Cell;
import fleet.cli.output.Human;
import fleet.cli.output.Style;
import fleet.cli.output.Table;
import fleet.contract.identity.FleetName;
import fleet.contract.release.Release;
import fleet.contract.release.ReleaseState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fleet release list FLEET}: its releases, as the API orders them. */
final class ListReleases implements Command {
  @Parameters(paramLabel = "FLEET", description = "Name of the fleet.")
  private FleetName fleet;

  @Option(
      names = "--state",
      paramLabel = "draft|unsigned|final|invalidated",
      description = "Only such.")
  private @Nullable ReleaseState state;

  @Option(
      names = "--tag",
      paramLabel = "KEY=VALUE",
      description = "Only those with this tag; may be repeated.")
  private Map<String, String> tags = new LinkedHashMap<>();

  @Mixin private Common common;

  private final Shell shell;

  ListReleases(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var api = Api.signedIn(shell, common);
    var route = Api.route("fleets", fleet, "releases") + query();
    var releases = api.all(route, Release.class);
    return new Answer(shell, common)
        .list(releases, this::table, "no releases yet; push one: fleet push " + fleet);
  }

  private String query() {
    var parts = new ArrayList<String>();
    if (state != null) {
      parts.add("state=" + Converters.word(state));
    }
    tags.forEach((key, value) -> parts.add(Api.escape("tag." + key) + "=" + Api.escape(value)));
    return parts.isEmpty() ? "" : "?" + String.join("&", parts);
  }

  private Table table(List<Release> releases) {
    return Table.of(
        List.of("VERSION", "STATE", "COMMIT", "SERVICES", "AUTHOR", "CREATED", "NOTE"),
        releases.stream().map(this::row).toList());
  }

  private List<Cell> row(Release release) {
    return List.of(
        Cell.of(release.version(), Style.NAME),
        Cell.of(Converters.word(release.state())),
        Cell.of(Cells.shortCommit(release.commit())),
        Cell.of(release.services().size()),
        Cell.of(release.author()),
        Cell.of(Human.age(release.createdAt(), shell.clock().instant()), Style.DIM),
        Cell.of(release.note()));
  }
}
