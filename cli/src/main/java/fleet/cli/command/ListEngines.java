package fleet.cli.command;

import fleet.cli.output.Cell;
import fleet.cli.output.Human;
import fleet.cli.output.Style;
import fleet.cli.output.Table;
import fleet.contract.operator.EngineView;
import fleet.contract.release.BuildTool;
import fleet.contract.release.Platform;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;

/** {@code fleet engine list}: the engines that build. */
final class ListEngines implements Command {
  @Mixin private Common common;

  private final Shell shell;

  ListEngines(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var engines = Api.signedIn(shell, common).all("/engines", EngineView.class);
    var code = new Answer(shell, common).list(engines, this::table, "there are no engines");
    if (!common.json()) {
      engines.stream()
          .filter(engine -> !engine.reason().isEmpty())
          .forEach(engine -> shell.terminal().say(engine.name() + ": " + engine.reason()));
    }
    return code;
  }

  private Table table(List<EngineView> engines) {
    return Table.of(
        List.of(
            "ENGINE", "STATE", "BUILDING", "WEIGHT", "NATIVE", "EMULATED", "VERSION", "ADDRESS"),
        engines.stream().map(this::row).toList());
  }

  private List<Cell> row(EngineView engine) {
    return List.of(
        Cell.of(engine.name(), Style.NAME),
        state(engine),
        Cell.of("%d/%d".formatted(engine.running(), engine.atOnce())),
        Cell.of(engine.weight()),
        Cell.of(platforms(engine.natively())),
        Cell.of(platforms(engine.emulated())),
        Cell.of(engine.tool().map(BuildTool::version).orElse("-")),
        Cell.of(engine.address(), Style.DIM));
  }

  private Cell state(EngineView engine) {
    return switch (engine.state()) {
      case READY -> Cell.of("ready", Style.GOOD);
      case DRAINED -> Cell.of("drained", Style.WARNING);
      case AWAY ->
          Cell.of(
              engine
                  .since()
                  .map(since -> "away, " + Human.age(since, shell.clock().instant()))
                  .orElse("away"),
              Style.BAD);
    };
  }

  /** Processors alone: all are Linux. */
  private static String platforms(List<Platform> platforms) {
    return platforms.isEmpty()
        ? "-"
        : platforms.stream()
            .map(platform -> platform.toString().replace("linux/", ""))
            .collect(Collectors.joining(" "));
  }
}
