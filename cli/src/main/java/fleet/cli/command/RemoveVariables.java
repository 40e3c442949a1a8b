package fleet.cli.command;

import fleet.contract.operator.VariableEdit;
import fleet.contract.variable.VariableName;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleet env rm NAME...}: removes variables from one level. */
final class RemoveVariables implements Command {
  @Parameters(arity = "1..*", paramLabel = "NAME", description = "What to remove.")
  private List<VariableName> names = List.of();

  @Mixin private VariablePlace place;
  @Mixin private Common common;

  private final Shell shell;

  RemoveVariables(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var api = Api.signedIn(shell, common);
    var edit =
        CommandFailure.understood(() -> new VariableEdit(place.service(), List.of(), names), "");
    api.http().patch(place.route(), edit);
    var words = names.stream().map(VariableName::value).collect(Collectors.joining(", "));
    return new Answer(shell, common)
        .sentence(Map.of("removed", names), _ -> "%s: removed from %s".formatted(words, place));
  }
}
