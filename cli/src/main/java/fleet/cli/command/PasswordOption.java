package fleet.cli.command;

import fleet.contract.identity.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Option;

/** Where a password comes from: a question without echo, or standard input; never an argument. */
final class PasswordOption {
  @Option(names = "--password-stdin", description = "Read the password from standard input.")
  private boolean fromStandardInput;

  /** Reads a password that exists. */
  Secret read(Shell shell, String question) {
    return fromStandardInput ? readLine(shell) : ask(shell, question);
  }

  /** Reads a new password; a person types it twice. */
  Secret readNew(Shell shell, String question) {
    if (fromStandardInput) {
      return readLine(shell);
    }
    var first = ask(shell, question);
    if (!first.equals(ask(shell, "once more: "))) {
      throw CommandFailure.usage("the two passwords differ", "");
    }
    return first;
  }

  private static Secret ask(Shell shell, String question) {
    var typed =
        shell
            .terminal()
            .askSecretly(question)
            .orElseThrow(() ->
                CommandFailure.usage(
                    "there is no terminal to ask for the password on",
                    "give it on standard input, with --password-stdin"));
    return notEmpty(typed);
  }

  private static Secret readLine(Shell shell) {
    var lines =
        new BufferedReader(new InputStreamReader(shell.terminal().in(), StandardCharsets.UTF_8));
    try {
      var line = lines.readLine();
      return notEmpty(line == null ? "" : line);
    } catch (IOException e) {
      throw CommandFailure.failed("could not read the password: " + e.getMessage(), "");
    }
  }

  private static Secret notEmpty(String password) {
    if (password.isEmpty()) {
      throw CommandFailure.usage("the password is empty", "");
    }
    return Secret.of(password);
  }
}
