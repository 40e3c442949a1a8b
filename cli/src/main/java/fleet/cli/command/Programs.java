package fleet.cli.command;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;

/** Runs OpenSSH's programs. */
final class Programs {
  private Programs() {}

  /**
   * Runs a program on this terminal and returns its exit code.
   *
   * @param output where its standard output goes
   */
  static int run(List<String> command, Redirect output) throws InterruptedException {
    try {
      return new ProcessBuilder(command).inheritIO().redirectOutput(output).start().waitFor();
    } catch (IOException e) {
      throw CommandFailure.failed(
          "could not run " + command.getFirst(), "install the OpenSSH client (openssh-client)");
    }
  }
}
