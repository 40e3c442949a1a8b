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
  /** Runs for minutes, gives its rows in order. */
  private interface Run {
    List<Row> run(Program fleet, Shell shell, Set<String> parts) throws InterruptedException;
  }

  /**
   * A measurement.
   *
   * @param parts that can be run alone
   */
  private record Measurement(Set<String> parts, Run run) {}

  private static final Map<String, Measurement> ALL =
      Map.of(
          "skeleton",
          new Measurement(Set.of(), (fleet, shell, _) -> SkeletonMeasure.run(fleet, shell)),
          "api",
          new Measurement(ApiMeasure.PARTS, ApiMeasure::run),
          "build",
          new Measurement(BuildMeasure.PARTS, BuildMeasure::run));

  @Parameters(paramLabel = "NAME", description = "What to measure: skeleton, api, build.")
  private String name = "";

  @Option(
      names = "--only",
      paramLabel = "PART",
      split = ",",
      description =
          "Of api: list, polls, reports, crowd; of build: ssh, http, push, heap; all if not said.")
  private Set<String> only = Set.of();

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
          "there is no measurement '%s'".formatted(name), "there are: " + listed(ALL.keySet()));
    }
    if (!measurement.parts().containsAll(only)) {
      throw CommandFailure.usage(
          "%s has no such part".formatted(name),
          measurement.parts().isEmpty() ? "it has none" : "it has: " + listed(measurement.parts()));
    }
    var launcher = shell.environment().getOrDefault("FLEET_LAUNCHER", "fleet");
    var parts = only.isEmpty() ? measurement.parts() : only;
    show(measurement.run().run(Program.of(launcher), shell, parts));
    return ExitCode.DONE;
  }

  private static String listed(Set<String> names) {
    return String.join(", ", names.stream().sorted().toList());
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
