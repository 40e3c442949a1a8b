package fleet.cli.command;

import fleet.cli.credential.CredentialException;
import fleet.cli.output.Nearest;
import fleet.cli.output.Printable;
import fleet.cli.output.Style;
import fleet.contract.client.UnreachableException;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** Finds the command that the arguments name, runs it, and tells every failure in one way. */
public final class CommandRunner {
  private static final String PROGRAM = "fleet";

  private final List<Section> sections;
  private final Shell shell;

  public CommandRunner(List<Section> sections, Shell shell) {
    this.sections = List.copyOf(sections);
    this.shell = shell;
  }

  /**
   * Runs one command line and returns how it ended; no exception leaves but for bugs of the JVM.
   */
  public ExitCode run(List<String> arguments) {
    try {
      return dispatch(arguments);
    } catch (CommandFailure e) {
      return tell(e.exitCode(), sentence(e), e.hint());
    } catch (ProblemException e) {
      return tell(e);
    } catch (CredentialException e) {
      return tell(ExitCode.USAGE, sentence(e), e.hint());
    } catch (UnreachableException e) {
      return tell(
          ExitCode.UNREACHABLE,
          sentence(e),
          "fleet up starts a server here; --server or FLEET_SERVER names another");
    } catch (UncheckedIOException e) {
      return tell(
          ExitCode.FAILED,
          "the server's answer was not understood: " + sentence(e),
          "is this fleet as new as the server?");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return tell(ExitCode.FAILED, "interrupted", "");
    } catch (RuntimeException e) {
      return tellBug(e);
    } finally {
      shell.terminal().close();
    }
  }

  private ExitCode dispatch(List<String> arguments) throws InterruptedException {
    if (arguments.equals(List.of("--version"))) {
      shell.terminal().print(PROGRAM + " " + version());
      return ExitCode.DONE;
    }
    if (!arguments.isEmpty() && arguments.getFirst().equals("help")) {
      var asked = arguments.subList(1, arguments.size());
      return walk(sections, PROGRAM, append(asked, "--help"));
    }
    return walk(sections, PROGRAM, arguments);
  }

  private ExitCode walk(List<Section> level, String path, List<String> arguments)
      throws InterruptedException {
    if (arguments.isEmpty() || isHelp(arguments.getFirst())) {
      shell.terminal().print(GroupHelp.lines(path, level, shell.terminal().palette()));
      return ExitCode.DONE;
    }
    var word = arguments.getFirst();
    var rest = arguments.subList(1, arguments.size());
    return switch (find(level, path, word)) {
      case CommandNode.Group group ->
          walk(List.of(new Section("", group.nodes())), path + " " + word, rest);
      case CommandNode.Leaf leaf -> new LeafRunner(leaf, path + " " + word, shell).run(rest);
    };
  }

  private static CommandNode find(List<Section> level, String path, String word) {
    var nodes = level.stream().flatMap(section -> section.nodes().stream()).toList();
    return nodes.stream()
        .filter(node -> node.name().equals(word))
        .findFirst()
        .orElseThrow(() -> unknown(nodes, path, word));
  }

  private static CommandFailure unknown(List<CommandNode> nodes, String path, String word) {
    if (word.startsWith("-")) {
      return CommandFailure.usage(
          "'" + Printable.line(word) + "' stands before the command",
          "options come after it: " + path + " COMMAND " + Printable.line(word));
    }
    var hint =
        Nearest.to(word, nodes.stream().map(CommandNode::name).toList())
            .map(name -> "did you mean '" + path + " " + name + "'?")
            .orElse(path + " --help lists the commands");
    return CommandFailure.usage(path + " has no command '" + Printable.line(word) + "'", hint);
  }

  private ExitCode tell(ProblemException e) {
    var problem = e.problem();
    if (problem.code() == ProblemCode.UNAUTHENTICATED) {
      return tellSignedOut();
    }
    return tell(ExitCode.of(problem.code()), problem.message(), problem.hint());
  }

  private ExitCode tellSignedOut() {
    return shell.environment().containsKey("FLEET_TOKEN")
        ? tell(ExitCode.NOT_ALLOWED, "FLEET_TOKEN does not open this server", "fleet login")
        : tell(ExitCode.NOT_ALLOWED, "your sign-in is over", "fleet login");
  }

  private ExitCode tell(ExitCode exitCode, String message, String hint) {
    var terminal = shell.terminal();
    var palette = terminal.errPalette();
    terminal.say(palette.paint(Style.BAD, PROGRAM + ":") + " " + Printable.line(message));
    if (!hint.isEmpty()) {
      terminal.say(palette.paint(Style.DIM, "  hint: " + Printable.line(hint)));
    }
    return exitCode;
  }

  private ExitCode tellBug(RuntimeException e) {
    if (shell.environment().containsKey("FLEET_DEBUG")) {
      for (var frame : e.getStackTrace()) {
        shell.terminal().say("  at " + frame);
      }
    }
    return tell(
        ExitCode.FAILED,
        "this is a fault of fleet itself: " + e,
        "FLEET_DEBUG=1 shows where; please report it");
  }

  private static String sentence(Exception e) {
    return Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
  }

  private static boolean isHelp(String word) {
    return word.equals("--help") || word.equals("-h");
  }

  private static List<String> append(List<String> list, String last) {
    return java.util.stream.Stream.concat(list.stream(), java.util.stream.Stream.of(last)).toList();
  }

  private static String version() {
    var version = CommandRunner.class.getPackage().getImplementationVersion();
    return version == null ? "(unpackaged)" : version;
  }
}
