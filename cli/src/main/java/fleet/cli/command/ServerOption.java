package fleet.cli.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which server a command asks. */
final class ServerOption {
  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "The server to ask, instead of the default one.")
  private @Nullable String server;

  /** The address as typed, empty when not said. */
  String text() {
    return server == null ? "" : server;
  }
}
