package fleet.cli.command;

import fleet.contract.identity.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where a client secret comes from: a question without echo, or standard input. */
final class ClientSecretOption {
  private static final int MOST_BYTES = 4096;

  @Option(names = "--client-secret", description = "Ask for the client secret; else there is none.")
  private boolean asked;

  @Option(names = "--client-secret-stdin", description = "Read it from standard input.")
  private boolean fromStandardInput;

  Optional<Secret> read(Shell shell) {
    if (!asked && !fromStandardInput) {
      return Optional.empty();
    }
    var text = fromStandardInput ? readAll(shell) : ask(shell);
    if (text.isEmpty()) {
      throw CommandFailure.usage("the client secret is empty", "");
    }
    return Optional.of(Secret.of(text));
  }

  private static String ask(Shell shell) {
    return shell
        .terminal()
        .askSecretly("client secret: ")
        .orElseThrow(() ->
            CommandFailure.usage(
                "there is no terminal to ask for the client secret on",
                "give it on standard input, with --client-secret-stdin"));
  }

  private static String readAll(Shell shell) {
    try {
      var bytes = shell.terminal().in().readNBytes(MOST_BYTES);
      return new String(bytes, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw CommandFailure.failed("could not read the client secret: " + e.getMessage(), "");
    }
  }
}
