package fleet.cli.measure;

import fleet.cli.command.Command;
import fleet.cli.command.CommandFailure;
import fleet.cli.command.CommandNode;
import fleet.cli.command.ExitCode;
import fleet.cli.command.Shell;
import fleet.cli.machine.Program;
import fleet.cli.output.Cell;
import fleet.cli.output.Table;
import fleet.contract.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fleet measure NAME}: our figures, the peer's and the target, from one run. */
public final class Measure implements Command {
  /** A measurement by its name: runs for minutes, gives its rows in order. */
  private interface Measurement {
    List<Row> run(Program fleet, Shell shell, Set<String> parts) throws InterruptedException;
  }

  private static final Map<String, Measurement> ALL =
      Map.of(
          "skeleton",
          (fleet, shell, _) -> SkeletonMeasure.run(fleet, shell),
          "api",
          (fleet, shell, parts) -> ApiMeasure.run(fleet, shell, parts));

  @Parameters(paramLabel = "NAME", description = "What to measure: skeleton, api.")
  private String name = "";

  @Option(
      names = "--only",
      paramLabel = "PART",
      split = ",",
      description = "Of api: polls, reports, crowd; all if not said.")
  private Set<String> parts = Set.of();

  @Option(names = "--json", description = "One JSON object a row.")
  private boolean json;

  private final Shell shell;

  private Measure(Shell shell) {
    this.shell = shell;
  }

  public static CommandNode node() {
    return new CommandNode.Leaf(
        "measure", "Measure Fleet on this machine", "fleet measure skeleton", Measure::new);
  }

  @Override
  public ExitCode run() throws InterruptedException {
    var measurement = ALL.get(name);
    if (measurement == null) {
      throw CommandFailure.usage(
          "there is no measurement '%s'".formatted(name),
          "there are: " + String.join(", ", ALL.keySet()));
    }
    var launcher = shell.environment().getOrDefault("FLEET_LAUNCHER", "fleet");
    show(measurement.run(Program.of(launcher), shell, parts));
    return ExitCode.DONE;
  }

  private void show(List<Row> rows) {
    if (json) {
      rows.forEach(row -> shell.terminal().print(Json.write(row)));
      return;
    }
    shell
        .terminal()
        .print(
            Table.of(
                List.of("WHAT", "OURS", "PEER", "UNIT", "RATIO", "TARGET", "HOLDS"),
                rows.stream().map(Measure::cells).toList()));
  }

  private static List<Cell> cells(Row row) {
    return row.cells().stream().map(Cell::of).toList();
  }
}
