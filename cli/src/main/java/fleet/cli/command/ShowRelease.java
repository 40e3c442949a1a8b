package fleet.cli.command;

import fleet.cli.output.Cell;
import fleet.cli.output.Fact;
import fleet.cli.output.Human;
import fleet.cli.output.Style;
import fleet.cli.output.Table;
import fleet.contract.identity.FleetName;
import fleet.contract.release.ImageVariant;
import fleet.contract.release.Release;
import fleet.contract.release.ServiceImages;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleet release show FLEET VERSION}: one release, with its images. */
final class ShowRelease implements Command {
  @Parameters(index = "0", paramLabel = "FLEET", description = "Name of the fleet.")
  private FleetName fleet;

  @Parameters(index = "1", paramLabel = "RELEASE", description = "Version or id of the release.")
  private String release;

  @Mixin private Common common;

  private final Shell shell;

  ShowRelease(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var api = Api.signedIn(shell, common);
    var route = Api.route("fleets", fleet, "releases", release);
    var found = api.http().get(route, Release.class);
    return new Answer(shell, common).one(found, this::show);
  }

  private void show(Release found) {
    var terminal = shell.terminal();
    terminal.print(facts(found, shell.clock().instant()));
    terminal.print("");
    terminal.print(images(found.services()));
  }

  private static Table facts(Release found, Instant now) {
    return Table.facts(
        List.of(
            Fact.of("release", found.version(), Style.NAME),
            Fact.of("id", found.id()),
            Fact.of("fleet", found.fleet()),
            Fact.of("state", Converters.word(found.state())),
            Fact.of("commit", found.commit()),
            Fact.of("author", found.author()),
            Fact.of("created", Human.age(found.createdAt(), now)),
            Fact.of("fault", found.fault().orElse(""), Style.BAD),
            Fact.of("held", found.held().orElse("")),
            Fact.of("note", found.note()),
            Fact.of("tags", new TreeMap<>(found.tags()))));
  }

  private static Table images(List<ServiceImages> services) {
    return Table.of(
        List.of("SERVICE", "VARIANT", "DOWNLOAD", "DIGEST"),
        services.stream().flatMap(ShowRelease::rows).toList());
  }

  private static Stream<List<Cell>> rows(ServiceImages service) {
    return service.variants().stream().map(image -> row(service, image));
  }

  private static List<Cell> row(ServiceImages service, ImageVariant image) {
    return List.of(
        Cell.of(service.service(), Style.NAME),
        Cell.of(image.variant()),
        Cell.of(Human.size(image.downloadSize())),
        Cell.of(image.manifest(), Style.DIM));
  }
}
