package fleet.cli.command;

import fleet.contract.identity.EngineName;
import fleet.contract.operator.EngineView;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleet engine drain NAME} and {@code resume}. */
final class OrderEngine implements Command {
  @Parameters(paramLabel = "NAME", description = "The engine, as fleet engine list shows it.")
  private EngineName name;

  @Mixin private Common common;

  private final Shell shell;
  private final String verb;

  OrderEngine(Shell shell, String verb) {
    this.shell = shell;
    this.verb = verb;
  }

  @Override
  public ExitCode run() {
    var route = "%s/%s".formatted(Api.route("engines", name), verb);
    var engine = Api.signedIn(shell, common).http().post(route, Map.of(), EngineView.class);
    return new Answer(shell, common).sentence(engine, OrderEngine::sentence);
  }

  private static String sentence(EngineView engine) {
    return switch (engine.state()) {
      case DRAINED ->
          engine.running() == 0
              ? "%s is drained".formatted(engine.name())
              : "%s is drained; it finishes %d more".formatted(engine.name(), engine.running());
      case READY -> "%s builds again".formatted(engine.name());
      case AWAY -> "%s builds again when it answers".formatted(engine.name());
    };
  }
}
