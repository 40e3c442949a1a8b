package fleet.cli.command;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that every command of an operator takes. */
final class Common {
  @Option(names = "--json", description = "Answer in JSON, for programs.")
  private boolean json;

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "The server to ask, instead of the default one.")
  private @Nullable String server;

  boolean json() {
    return json;
  }

  Optional<String> server() {
    return Optional.ofNullable(server);
  }
}
