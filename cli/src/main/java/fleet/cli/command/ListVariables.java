package fleet.cli.command;

import fleet.cli.output.Cell;
import fleet.cli.output.Human;
import fleet.cli.output.Style;
import fleet.cli.output.Table;
import fleet.contract.operator.VariableView;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;

/**
 * {@code fleet env list}: what is set for a fleet, or all that a device is given, with the levels
 * that each value hides.
 */
final class ListVariables implements Command {
  @Mixin private VariablePlace place;
  @Mixin private Common common;

  private final Shell shell;

  ListVariables(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var route = place.isDevice() ? place.route("effective") : place.route();
    var found =
        Api.signedIn(shell, common).all(route, VariableView.class).stream()
            .filter(view -> place.shows(view.service()))
            .toList();
    return new Answer(shell, common)
        .list(found, this::table, "no variables for %s; set one: fleet env set".formatted(place));
  }

  private Table table(List<VariableView> variables) {
    return Table.of(
        List.of("NAME", "LEVEL", "SERVICE", "SET", "BY", "HIDES", "VALUE"),
        variables.stream().map(this::row).toList());
  }

  private List<Cell> row(VariableView variable) {
    return List.of(
        Cell.of(variable.name(), Style.NAME),
        Cell.of(Converters.word(variable.level())),
        VariableCells.service(variable.service()),
        Cell.of(Human.age(variable.setAt(), shell.clock().instant()), Style.DIM),
        Cell.of(variable.setBy()),
        Cell.of(
            variable.hides().stream().map(Converters::word).collect(Collectors.joining(", ")),
            Style.DIM),
        VariableCells.value(variable.secret(), variable.value()));
  }
}
