package fleet.cli.command;

import fleet.cli.output.Nearest;
import fleet.cli.output.Printable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Makes one command, fills it in from its arguments and runs it. */
final class LeafRunner {
  private static final int HELP_WIDTH = 96;
  private static final OptionSpec HELP =
      OptionSpec.builder("-h", "--help").usageHelp(true).description("Show this.").build();

  private final CommandNode.Leaf leaf;
  private final String path;
  private final Shell shell;

  /**
   * @param path all words up to and with the command's own
   */
  LeafRunner(CommandNode.Leaf leaf, String path, Shell shell) {
    this.leaf = leaf;
    this.path = path;
    this.shell = shell;
  }

  ExitCode run(List<String> arguments) throws InterruptedException {
    var command = parse(arguments);
    return command.isPresent() ? command.get().run() : ExitCode.DONE;
  }

  /** The command, ready to run; nothing when only its help was wanted, which is shown then. */
  Optional<Command> parse(List<String> arguments) {
    var command = leaf.maker().apply(shell);
    var line = describe(new CommandLine(CommandSpec.forAnnotatedObjectLenient(command)));
    try {
      var parsed = line.parseArgs(arguments.toArray(String[]::new));
      if (parsed.isUsageHelpRequested()) {
        shell.terminal().print(help(line));
        return Optional.empty();
      }
      return Optional.of(command);
    } catch (ParameterException e) {
      throw explain(e);
    }
  }

  private CommandLine describe(CommandLine line) {
    Converters.register(line);
    line.setUsageHelpWidth(HELP_WIDTH);
    line.getCommandSpec().name(path).addOption(HELP);
    var usage = line.getCommandSpec().usageMessage();
    usage.header(leaf.summary() + ".", "");
    usage.footer("", "Example: " + leaf.example());
    usage.sortOptions(false);
    usage.abbreviateSynopsis(true);
    return line;
  }

  private List<String> help(CommandLine line) {
    var ansi = shell.terminal().palette().colours() ? Ansi.ON : Ansi.OFF;
    return line.getUsageMessage(ansi).stripTrailing().lines().toList();
  }

  private CommandFailure explain(ParameterException e) {
    var hint = "such as: " + leaf.example();
    return switch (e) {
      case UnmatchedArgumentException unmatched -> explainUnmatched(unmatched, hint);
      case MissingParameterException missing ->
          CommandFailure.usage(path + " needs " + String.join(", ", missingLabels(missing)), hint);
      default -> CommandFailure.usage(Printable.line(withoutStack(e)), hint);
    };
  }

  private CommandFailure explainUnmatched(UnmatchedArgumentException e, String hint) {
    var word = e.getUnmatched().getFirst();
    if (!word.startsWith("-")) {
      return CommandFailure.usage(path + " takes no '" + Printable.line(word) + "'", hint);
    }
    var name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
    var nearest =
        Nearest.to(name, optionNames(e.getCommandLine().getCommandSpec()))
            .map(option -> "did you mean " + option + "?")
            .orElse(path + " --help lists the options");
    return CommandFailure.usage(path + " has no option '" + Printable.line(name) + "'", nearest);
  }

  private static List<String> optionNames(CommandSpec spec) {
    return spec.options().stream().map(OptionSpec::names).flatMap(Arrays::stream).toList();
  }

  private static List<String> missingLabels(MissingParameterException e) {
    return e.getMissing().stream()
        .flatMap(argument ->
            argument instanceof OptionSpec option
                ? Stream.of(option.longestName())
                : Stream.of(argument.paramLabel()))
        .toList();
  }

  /** The sentence of the cause when a value was refused, for picocli's own names Java classes. */
  private static String withoutStack(ParameterException e) {
    var cause = e.getCause();
    var message = cause == null ? e.getMessage() : cause.getMessage();
    return message == null ? "the arguments could not be read" : message;
  }
}
