package fleet.cli.command;

import fleet.cli.output.Cell;
import fleet.cli.output.Style;
import fleet.cli.output.Table;
import fleet.contract.operator.VariableChange;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fleet env diff}: which variables differ between two moments. */
final class CompareVariables implements Command {
  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "Such as 2026-11-23T12:00:00Z; before the first variable if not said.")
  private @Nullable String from;

  @Option(names = "--to", paramLabel = "TIME", description = "Likewise; now if not said.")
  private @Nullable String to;

  @Mixin private VariablePlace place;
  @Mixin private Common common;

  private final Shell shell;

  CompareVariables(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var found =
        Api.signedIn(shell, common).all(route(), VariableChange.class).stream()
            .filter(change -> place.shows(change.service()))
            .toList();
    return new Answer(shell, common)
        .list(found, CompareVariables::table, "nothing differs for " + place);
  }

  private String route() {
    var query = new StringBuilder();
    if (from != null) {
      query.append("?from=").append(Api.escape(from));
    }
    if (to != null) {
      query.append(query.isEmpty() ? "?to=" : "&to=").append(Api.escape(to));
    }
    return place.route("diff") + query;
  }

  private static Table table(List<VariableChange> changes) {
    return Table.of(
        List.of("NAME", "LEVEL", "SERVICE", "VALUE"),
        changes.stream()
            .map(change ->
                List.of(
                    Cell.of(change.name(), Style.NAME),
                    Cell.of(Converters.word(change.level())),
                    VariableCells.service(change.service()),
                    VariableCells.change(change)))
            .toList());
  }
}
