package fleet.cli.command;

import fleet.contract.identity.Secret;
import fleet.contract.operator.NewVariable;
import fleet.contract.operator.VariableEdit;
import fleet.contract.variable.VariableName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code fleet env set NAME=VALUE...}: sets variables. A secret's value is asked for, or read from
 * standard input or a file: all of a machine's users see the arguments of its processes.
 */
final class SetVariables implements Command {
  @Parameters(
      arity = "0..*",
      paramLabel = "NAME=VALUE",
      description = "What to set; with --secret one NAME alone.")
  private List<String> variables = List.of();

  @Option(
      names = "--secret",
      description =
          "Never show the values again; that of NAME is asked for, or read from standard input.")
  private boolean secret;

  @Mixin private VariableFiles files;
  @Mixin private VariablePlace place;
  @Mixin private Common common;

  private final Shell shell;

  SetVariables(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    if (variables.isEmpty() && !files.areNamed()) {
      throw CommandFailure.usage(
          "which variable?", "NAME=VALUE, --env-file FILE or --from-file NAME=FILE");
    }
    var api = Api.signedIn(shell, common);
    var set = Stream.concat(given(), files.read(secret).stream()).toList();
    api.http().patch(place.route(), edit(set));
    var names = set.stream().map(variable -> variable.name().value()).toList();
    return new Answer(shell, common)
        .sentence(
            Map.of("set", names), _ -> "%s: set for %s".formatted(String.join(", ", names), place));
  }

  private Stream<NewVariable> given() {
    if (variables.isEmpty()) {
      return Stream.empty();
    }
    return secret ? Stream.of(secretOne()) : variables.stream().map(SetVariables::plain);
  }

  private VariableEdit edit(List<NewVariable> set) {
    return CommandFailure.understood(() -> new VariableEdit(place.service(), set, List.of()), "");
  }

  private static NewVariable plain(String text) {
    var equals = text.indexOf('=');
    if (equals < 1) {
      throw CommandFailure.usage(
          "'%s' is not a variable and its value".formatted(text), "such as COLOUR=blue");
    }
    return variable(text.substring(0, equals), Secret.of(text.substring(equals + 1)), false);
  }

  private NewVariable secretOne() {
    var name = variables.getFirst();
    if (variables.size() > 1 || name.indexOf('=') >= 0) {
      throw CommandFailure.usage(
          "a secret's value is not given as an argument, for others see those",
          "fleet env set --fleet kitchen --secret PIN < pin.txt");
    }
    return variable(name, readSecret(name), true);
  }

  private Secret readSecret(String name) {
    var value = shell.terminal().askSecretly(name + ": ").orElseGet(this::readInput);
    if (value.isEmpty()) {
      throw CommandFailure.usage("the value is empty", "it is read from standard input");
    }
    return Secret.of(value);
  }

  /**
   * All of it but one line break at its end, which editors and echo put there; of what is too long
   * as much as shows that.
   */
  private String readInput() {
    try {
      var bytes = shell.terminal().in().readNBytes(NewVariable.MAX_BYTES + 2);
      return VariableFiles.withoutLastBreak(new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw CommandFailure.failed("could not read the value: " + e.getMessage(), "");
    }
  }

  static NewVariable variable(String name, Secret value, boolean secret) {
    return CommandFailure.understood(
        () -> new NewVariable(VariableName.parse(name), value, secret), "");
  }
}
