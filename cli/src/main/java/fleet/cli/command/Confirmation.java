package fleet.cli.command;

import picocli.CommandLine.Option;

/**
 * The option of commands that destroy something, or change many things: asked on a terminal,
 * demanded in a script.
 */
final class Confirmation {
  @Option(
      names = {"-y", "--yes"},
      description = "Do it without asking.")
  private boolean yes;

  /** Returns only when it is wanted. */
  void require(Shell shell, String sentence) {
    if (yes) {
      return;
    }
    var answer =
        shell
            .terminal()
            .ask(sentence + "; go on? [y/N] ")
            .orElseThrow(() -> CommandFailure.usage(sentence, "say --yes when that is meant"));
    if (!answer.strip().equalsIgnoreCase("y")) {
      throw CommandFailure.failed("nothing was done", "");
    }
  }
}
