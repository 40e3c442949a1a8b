package fleet.cli.command;

import fleet.cli.output.Cell;
import fleet.cli.output.Human;
import fleet.cli.output.Style;
import fleet.cli.output.Table;
import fleet.contract.operator.ReleaseComparison;
import fleet.contract.operator.ReleaseComparison.Change;
import fleet.contract.release.Digest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleet release compare FLEET RELEASE OTHER}: what is different in the other one. */
final class CompareReleases implements Command {
  private static final int SHORT_DIGEST = 19;

  @Mixin private ReleaseArguments release;

  @Parameters(index = "2", paramLabel = "OTHER", description = "Version or id of the other one.")
  private String other;

  @Mixin private Common common;

  private final Shell shell;

  CompareReleases(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var route = release.route("compare", other);
    var found = Api.signedIn(shell, common).http().get(route, ReleaseComparison.class);
    return new Answer(shell, common).one(found, this::show);
  }

  private void show(ReleaseComparison found) {
    var terminal = shell.terminal();
    terminal.print("%s -> %s".formatted(found.from().version(), found.to().version()));
    terminal.print(
        Table.of(
            List.of("SERVICE", "", "VARIANT", "SIZE", "TO FETCH", "DIGEST"),
            found.services().stream().flatMap(CompareReleases::rows).toList()));
    found.composition().forEach(terminal::print);
  }

  private static Stream<List<Cell>> rows(ReleaseComparison.Service service) {
    return service.images().stream()
        .map(image ->
            List.of(
                Cell.of(service.name(), Style.NAME),
                change(service.change()),
                Cell.of(image.variant()),
                Cell.of(Human.size(image.fromSize()) + " -> " + Human.size(image.toSize())),
                Cell.of(Human.size(image.fetch())),
                Cell.of(digests(image), Style.DIM)));
  }

  private static Cell change(Change change) {
    var style =
        switch (change) {
          case ADDED -> Style.GOOD;
          case REMOVED -> Style.BAD;
          case CHANGED -> Style.WARNING;
          case SAME -> Style.DIM;
        };
    return Cell.of(Converters.word(change), style);
  }

  private static String digests(ReleaseComparison.Image image) {
    return image.from().equals(image.to())
        ? shorter(image.to())
        : shorter(image.from()) + " -> " + shorter(image.to());
  }

  private static String shorter(Optional<Digest> digest) {
    return digest.map(known -> known.toString().substring(0, SHORT_DIGEST)).orElse("-");
  }
}
