package fleet.cli.command;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that every command of an operator takes. */
final class Common {
  @Option(names = "--json", description = "Answer in JSON, for programs.")
  private boolean json;

  @Mixin private ServerOption server;

  boolean json() {
    return json;
  }

  ServerOption server() {
    return server;
  }
}
