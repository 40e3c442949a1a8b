package fleet.cli.command;

import fleet.cli.output.Cell;
import fleet.cli.output.Fact;
import fleet.cli.output.Human;
import fleet.cli.output.Style;
import fleet.cli.output.Table;
import fleet.cli.output.Terminal;
import fleet.contract.identity.BuildId;
import fleet.contract.operator.BuildEvent;
import fleet.contract.operator.BuildStep;
import fleet.contract.operator.BuildView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleet build show BUILD}: how a build stands, and which of its steps took how long. */
final class ShowBuild implements Command {
  @Parameters(paramLabel = "BUILD", description = "The id that fleet push showed.")
  private BuildId build;

  @Mixin private Common common;

  private final Shell shell;

  ShowBuild(Shell shell) {
    this.shell = shell;
  }

  /**
   * What is told as JSON.
   *
   * @param steps those that have ended, the longest first
   */
  record Shown(BuildView build, List<BuildStep> steps) {}

  @Override
  public ExitCode run() {
    var api = Api.signedIn(shell, common);
    var found = api.http().get(Api.route("builds", build), BuildView.class);
    return new Answer(shell, common).one(new Shown(found, steps(api)), this::show);
  }

  private List<BuildStep> steps(Api api) {
    var steps = new ArrayList<BuildStep>();
    var route = Api.route("builds", build, "log") + "?steps=true&follow=false";
    api.http().stream(
        route,
        BuildEvent.class,
        event -> {
          if (event instanceof BuildEvent.Line line) {
            line.step().ifPresent(steps::add);
          }
          return true;
        });
    steps.sort(Comparator.comparingLong(BuildStep::millis).reversed());
    return steps;
  }

  private void show(Shown shown) {
    var terminal = shell.terminal();
    terminal.print(facts(shown.build()));
    if (!shown.steps().isEmpty()) {
      showSteps(shown.steps(), terminal);
    }
  }

  private Table facts(BuildView it) {
    var facts = new ArrayList<Fact>();
    facts.add(Fact.of("build", it.id(), Style.NAME));
    facts.add(Fact.of("fleet", it.fleet()));
    facts.add(new Fact("state", BuildCells.state(it.state())));
    facts.add(Fact.of("commit", it.commit()));
    facts.add(Fact.of("started", Human.age(it.createdAt(), shell.clock().instant())));
    facts.add(new Fact("took", BuildCells.took(it)));
    Optional.of(it.attempts())
        .filter(attempts -> attempts > 1)
        .ifPresent(attempts -> facts.add(Fact.of("begun", Human.count(attempts, "time"))));
    it.version().ifPresent(version -> facts.add(Fact.of("release", version, Style.NAME)));
    it.reason().ifPresent(reason -> facts.add(Fact.of("because", reason, Style.BAD)));
    return Table.facts(facts);
  }

  private static void showSteps(List<BuildStep> steps, Terminal terminal) {
    terminal.print("");
    terminal.print(
        Table.of(
            List.of("TOOK", "SERVICE", "FOR", "STEP"),
            steps.stream().map(ShowBuild::row).toList()));
  }

  private static List<Cell> row(BuildStep step) {
    return List.of(
        step.cached()
            ? Cell.of("cached", Style.DIM)
            : Cell.of(
                Human.took(Duration.ofMillis(step.millis())),
                step.failed() ? Style.BAD : Style.PLAIN),
        Cell.of(step.service(), Style.NAME),
        Cell.of(step.variant()),
        Cell.of(step.name()));
  }
}
