package fleet.cli.command;

import fleet.contract.identity.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Where passwords come from: questions without echo, or standard input, one a line; never an
 * argument. Mutable, owned by one command.
 */
final class PasswordOption {
  @Option(names = "--password-stdin", description = "Read the password from standard input.")
  private boolean fromStandardInput;

  private @Nullable BufferedReader lines;

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

  /** Reads the code of an invitation. */
  Secret readCode(Shell shell) {
    return fromStandardInput ? readLine(shell) : ask(shell, "code of the invitation: ");
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

  private Secret readLine(Shell shell) {
    try {
      var line = lines(shell).readLine();
      return notEmpty(line == null ? "" : line);
    } catch (IOException e) {
      throw CommandFailure.failed("could not read the password: " + e.getMessage(), "");
    }
  }

  /** One reader for all lines, since it reads ahead. */
  private BufferedReader lines(Shell shell) {
    if (lines == null) {
      lines =
          new BufferedReader(new InputStreamReader(shell.terminal().in(), StandardCharsets.UTF_8));
    }
    return lines;
  }

  private static Secret notEmpty(String password) {
    if (password.isEmpty()) {
      throw CommandFailure.usage("the password is empty", "");
    }
    return Secret.of(password);
  }
}
