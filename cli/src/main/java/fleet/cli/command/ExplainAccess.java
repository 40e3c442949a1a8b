package fleet.cli.command;

import fleet.cli.output.Cell;
import fleet.cli.output.Fact;
import fleet.cli.output.Style;
import fleet.cli.output.Table;
import fleet.contract.access.Explanation;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.UserName;
import fleet.contract.node.AccessAction;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleet access explain USER ACTION [FLEET]}: whether somebody may, and why. */
final class ExplainAccess implements Command {
  @Parameters(index = "0", paramLabel = "USER", description = "Who.")
  private UserName user;

  @Parameters(
      index = "1",
      paramLabel = "ACTION",
      description = "view, open-session, operate, push or manage.")
  private AccessAction action;

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "FLEET",
      description = "Where; else in the installation.")
  private @Nullable FleetName fleet;

  @Mixin private Common common;

  private final Shell shell;

  ExplainAccess(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var api = Api.signedIn(shell, common);
    var route = "/access/explain?user=%s&action=%s".formatted(user, Converters.word(action));
    var asked = fleet == null ? route : route + "&fleet=" + fleet;
    return new Answer(shell, common).one(api.http().get(asked, Explanation.class), this::show);
  }

  private void show(Explanation told) {
    var facts = new ArrayList<Fact>();
    facts.add(told.allowed() ? Fact.of("may", "yes", Style.GOOD) : Fact.of("may", "no", Style.BAD));
    facts.add(Fact.of("because", told.reason()));
    told.sources()
        .forEach(source ->
            facts.add(
                new Fact(
                    source.fleet().map(name -> "in " + name).orElse("everywhere"),
                    Cell.of(Converters.word(source.role())))));
    shell.terminal().print(Table.facts(facts));
  }
}
