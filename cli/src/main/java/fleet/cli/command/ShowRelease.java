package fleet.cli.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import fleet.cli.output.Cell;
import fleet.cli.output.Fact;
import fleet.cli.output.Human;
import fleet.cli.output.Style;
import fleet.cli.output.Table;
import fleet.contract.identity.FleetName;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import fleet.contract.release.BaseImage;
import fleet.contract.release.ImageProvenance;
import fleet.contract.release.ImageVariant;
import fleet.contract.release.Release;
import fleet.contract.release.ReleaseProvenance;
import fleet.contract.release.ServiceImages;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
    return new Answer(shell, common)
        .one(new Shown(found, provenance(api, route).images()), this::show);
  }

  /**
   * What {@code --json} prints: the release, with how its images were built.
   *
   * @param provenance empty where nobody remembers
   */
  record Shown(
      @JsonUnwrapped Release release,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ImageProvenance> provenance) {
    /** {@code 0.4 s}, or {@code 1 min, emulated}; nothing where nobody remembers. */
    String built(ServiceImages service, ImageVariant image) {
      return new ReleaseProvenance(provenance, Optional.empty())
          .of(service.service(), image)
          .map(it ->
              Human.took(Duration.between(it.startedAt(), it.finishedAt()))
                  + (it.emulated() ? ", emulated" : ""))
          .orElse("-");
    }

    /** The programs, {@code fleet 1.2.0 on Docker Engine 28.1.1}. */
    String builders() {
      return provenance.stream()
          .map(it ->
              it.copied().isPresent()
                  ? "copied by %s".formatted(it.builder())
                  : "%s on %s".formatted(it.builder(), it.engine()))
          .distinct()
          .sorted()
          .collect(Collectors.joining(", "));
    }

    /** The images from which these were built, {@code docker.io/library/debian:13}. */
    String bases() {
      return provenance.stream()
          .flatMap(it ->
              Stream.concat(
                  it.bases().stream().map(BaseImage::name),
                  it.copied().map(from -> from.name() + "@" + from.digest()).stream()))
          .distinct()
          .sorted()
          .collect(Collectors.joining(", "));
    }
  }

  /** A server of the version before has no such route. */
  private static ReleaseProvenance provenance(Api api, String route) {
    try {
      return api.http().get(route + "/provenance", ReleaseProvenance.class);
    } catch (ProblemException e) {
      if (e.problem().code() == ProblemCode.NOT_FOUND) {
        return ReleaseProvenance.UNKNOWN;
      }
      throw e;
    }
  }

  private void show(Shown shown) {
    var terminal = shell.terminal();
    terminal.print(facts(shown, shell.clock().instant()));
    terminal.print("");
    terminal.print(images(shown));
  }

  private static Table facts(Shown shown, Instant now) {
    var found = shown.release();
    return Table.facts(
        List.of(
            Fact.of("release", found.version(), Style.NAME),
            Fact.of("id", found.id()),
            Fact.of("fleet", found.fleet()),
            Fact.of("state", Converters.word(found.state())),
            Fact.of("commit", found.commit()),
            Fact.of("author", found.author()),
            Fact.of("created", Human.age(found.createdAt(), now)),
            Fact.of("builder", shown.builders()),
            Fact.of("from", shown.bases()),
            Fact.of("fault", found.fault().orElse(""), Style.BAD),
            Fact.of("held", found.held().orElse("")),
            Fact.of("note", found.note()),
            Fact.of("tags", new TreeMap<>(found.tags()))));
  }

  private static Table images(Shown shown) {
    return Table.of(
        List.of("SERVICE", "VARIANT", "DOWNLOAD", "BUILT", "DIGEST"),
        shown.release().services().stream()
            .flatMap(
                service -> service.variants().stream().map(image -> row(shown, service, image)))
            .toList());
  }

  private static List<Cell> row(Shown shown, ServiceImages service, ImageVariant image) {
    return List.of(
        Cell.of(service.service(), Style.NAME),
        Cell.of(image.variant()),
        Cell.of(Human.size(image.downloadSize())),
        Cell.of(shown.built(service, image)),
        Cell.of(image.manifest(), Style.DIM));
  }
}
