package fleet.cli.command;

import fleet.cli.output.Cell;
import fleet.cli.output.Human;
import fleet.cli.output.Style;
import fleet.cli.output.Table;
import fleet.contract.operator.VariableChange;
import java.util.List;
import picocli.CommandLine.Mixin;

/** {@code fleet env history}: who changed which variable and when, the newest first. */
final class ShowVariableHistory implements Command {
  @Mixin private VariablePlace place;
  @Mixin private Common common;

  private final Shell shell;

  ShowVariableHistory(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var found =
        Api.signedIn(shell, common).all(place.route("history"), VariableChange.class).stream()
            .filter(change -> place.shows(change.service()))
            .toList();
    return new Answer(shell, common).list(found, this::table, "nothing was ever set for " + place);
  }

  private Table table(List<VariableChange> changes) {
    return Table.of(
        List.of("CHANGED", "BY", "NAME", "SERVICE", "VALUE"),
        changes.stream().map(this::row).toList());
  }

  private List<Cell> row(VariableChange change) {
    return List.of(
        Cell.of(Human.age(change.at(), shell.clock().instant()), Style.DIM),
        Cell.of(change.by()),
        Cell.of(change.name(), Style.NAME),
        VariableCells.service(change.service()),
        VariableCells.change(change));
  }
}
