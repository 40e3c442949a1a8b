package fleet.cli.command;

import fleet.cli.output.Cell;
import fleet.cli.output.Fact;
import fleet.cli.output.Style;
import fleet.cli.output.Table;
import fleet.cli.output.Terminal;
import fleet.contract.operator.ReleaseComparison;
import fleet.contract.operator.ReleaseComparison.Change;
import fleet.contract.release.Composition;
import fleet.contract.release.Digest;
import fleet.contract.release.ImageVariant;
import fleet.contract.trust.ReleaseStatement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What somebody is about to sign of a release, beside the answer: nothing but what is signed, and
 * what is different from another one.
 */
record ReleaseFacts(ReleaseStatement said, Optional<ReleaseStatement> before) {
  void show(Terminal terminal) {
    var comparison = ReleaseComparison.between(before.orElseGet(this::nothing), said);
    terminal.say(
        Table.facts(
            List.of(
                Fact.of("release", said.version(), Style.NAME),
                Fact.of("fleet", said.fleet()),
                Fact.of("commit", said.commit()),
                Fact.of("created", said.createdAt()),
                Fact.of("id", said.release()),
                Fact.of(
                    "compared to",
                    before.map(ReleaseStatement::version).orElse("nothing before")))));
    var platforms = platforms();
    terminal.say(
        Table.of(
            List.of("SERVICE", "", "VARIANT", "PLATFORM", "DIGEST"),
            comparison.services().stream().flatMap(service -> rows(service, platforms)).toList()));
    comparison.composition().forEach(line -> terminal.say(Cell.of(line).text()));
  }

  private ReleaseStatement nothing() {
    return new ReleaseStatement(
        said.fleet(),
        said.release(),
        "",
        "",
        said.createdAt(),
        List.of(),
        new Composition(Map.of(), Set.of()));
  }

  private Map<Digest, String> platforms() {
    return Stream.concat(
            said.services().stream(), before.stream().flatMap(one -> one.services().stream()))
        .flatMap(service -> service.variants().stream())
        .collect(
            Collectors.toMap(
                ImageVariant::manifest, image -> image.platform().toString(), (one, _) -> one));
  }

  private static Stream<List<Cell>> rows(
      ReleaseComparison.Service service, Map<Digest, String> platforms) {
    return service.images().stream()
        .map(image -> {
          var digest = image.to().or(image::from).orElseThrow();
          return List.of(
              Cell.of(service.name(), Style.NAME),
              change(service.change(), image),
              Cell.of(image.variant()),
              Cell.of(platforms.getOrDefault(digest, "")),
              Cell.of(digest));
        });
  }

  private static Cell change(Change ofService, ReleaseComparison.Image image) {
    if (image.to().isEmpty()) {
      return Cell.of("removed", Style.BAD);
    }
    if (image.from().isEmpty()) {
      return Cell.of("added", Style.GOOD);
    }
    if (!image.from().equals(image.to())) {
      return Cell.of("another image", Style.WARNING);
    }
    return ofService == Change.SAME ? Cell.of("same", Style.DIM) : Cell.of("same image", Style.DIM);
  }
}
