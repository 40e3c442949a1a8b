package fleet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.cli.command.CommandNode.Group;
import fleet.cli.command.CommandNode.Leaf;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CommandRunnerTest {
  private static TestShell shell(Command command) {
    var leaf = new Leaf("go", "Go there", "fleet go", _ -> command);
    var section = new Section("Ways", List.of(leaf, new Group("by", "Ways to go", List.of(leaf))));
    return new TestShell(Path.of("/nowhere"), List.of(section));
  }

  private static TestShell failing(RuntimeException failure) {
    return shell(() -> {
      throw failure;
    });
  }

  @Test
  void without_arguments_the_commands_are_listed() {
    var ran = shell(() -> ExitCode.DONE).run();
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.outLines())
        .containsExactly(
            "Usage: fleet COMMAND [OPTIONS]",
            "",
            "Ways",
            "  go  Go there",
            "  by  Ways to go",
            "",
            "fleet COMMAND --help tells more, with an example");
  }

  @ParameterizedTest
  @CsvSource({"go --help", "go -h", "help go", "by go --help", "help by go"})
  void a_commands_help_has_its_example(String line) {
    var ran = failing(new IllegalStateException("it ran")).run(line.split(" "));
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out())
        .startsWith("Go there.")
        .contains("Usage: fleet ")
        .contains("Example: fleet go");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "goo | fleet has no command 'goo' | did you mean 'fleet go'?",
        "by og | fleet by has no command 'og' | did you mean 'fleet by go'?",
        "elephant | fleet has no command 'elephant' | fleet --help lists the commands",
        "--json go | '--json' stands before the command | options come after it: fleet COMMAND --json",
        "go --hepl | fleet go has no option '--hepl' | did you mean --help?",
        "go there | fleet go takes no 'there' | such as: fleet go"
      })
  void a_slip_is_told_with_what_was_meant(String line, String message, String hint) {
    var ran = shell(() -> ExitCode.DONE).run(line.split(" "));
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.errLines()).containsExactly("fleet: " + message, "  hint: " + hint);
  }

  @Test
  void the_exit_code_is_the_commands() {
    assertThat(shell(() -> new ExitCode(42)).run("by", "go").exitCode()).isEqualTo(42);
  }

  @ParameterizedTest
  @EnumSource(ProblemCode.class)
  void every_problem_of_a_server_has_an_exit_code_and_a_sentence(ProblemCode code) {
    var ran = failing(new ProblemException(code, "it is so", "do that")).run("go");
    assertThat(ran.exitCode()).isBetween(1, 5);
    if (code == ProblemCode.UNAUTHENTICATED) {
      assertThat(ran.errLines())
          .containsExactly("fleet: your sign-in is over", "  hint: fleet login");
    } else {
      assertThat(ran.errLines()).containsExactly("fleet: it is so", "  hint: do that");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_FOUND, 3", "GONE, 3", "FORBIDDEN, 4", "UNAUTHENTICATED, 4", "OFFLINE, 5",
    "UPSTREAM_FAILED, 5", "INVALID_REQUEST, 2", "BUILD_FAILED, 1", "CONFLICT, 1", "INTERNAL, 1"
  })
  void exit_codes_tell_what_scripts_can_act_on(ProblemCode code, int exitCode) {
    assertThat(ExitCode.of(code).code()).isEqualTo(exitCode);
  }

  @Test
  void a_fault_of_our_own_is_a_sentence_and_no_stack_trace() {
    var ran = failing(new IllegalStateException("boom")).run("go");
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.errLines()).hasSize(2);
    assertThat(ran.err()).contains("boom").doesNotContain("\tat ");
  }

  static Stream<Leaf> leaves() {
    return OperatorCommands.sections().stream()
        .flatMap(section -> section.nodes().stream())
        .flatMap(CommandRunnerTest::leaves);
  }

  private static Stream<Leaf> leaves(CommandNode node) {
    return switch (node) {
      case Leaf leaf -> Stream.of(leaf);
      case Group group -> group.nodes().stream().flatMap(CommandRunnerTest::leaves);
    };
  }

  @ParameterizedTest
  @MethodSource("leaves")
  void every_example_is_a_command_line_that_parses(Leaf leaf) {
    var words = leaf.example().replaceAll("\"[^\"]*\"", "oven").split(" ");
    var start = List.of(words).indexOf(leaf.name()) + 1;
    // Behind the program's name and at most two groups.
    assertThat(start).isBetween(2, 4);
    var shell = new TestShell(Path.of("/nowhere")).shell();
    var rest = List.of(words).subList(start, words.length);
    assertThat(new LeafRunner(leaf, "fleet " + leaf.name(), shell).parse(rest)).isPresent();
  }
}
