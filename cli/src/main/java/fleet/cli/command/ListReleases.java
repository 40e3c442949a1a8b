package fleet.cli.command;

import fleet.cli.output.Cell;
import fleet.cli.output.Human;
import fleet.cli.output.Style;
import fleet.cli.output.Table;
import fleet.contract.identity.FleetName;
import fleet.contract.release.Release;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleet release list FLEET}: its releases, as the API orders them. */
final class ListReleases implements Command {
  @Parameters(paramLabel = "FLEET", description = "Name of the fleet.")
  private FleetName fleet;

  @Mixin private Common common;

  private final Shell shell;

  ListReleases(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var api = Api.signedIn(shell, common);
    var route = Api.route("fleets", fleet, "releases");
    var releases = api.all(route, Release.class);
    return new Answer(shell, common)
        .list(releases, this::table, "no releases yet; push one: fleet push " + fleet);
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
