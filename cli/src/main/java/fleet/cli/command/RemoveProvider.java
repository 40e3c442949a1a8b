package fleet.cli.command;

import fleet.contract.identity.ProviderName;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleet provider rm NAME}: nobody comes in by it any more. */
final class RemoveProvider implements Command {
  @Parameters(paramLabel = "NAME", description = "As fleet provider list shows it.")
  private ProviderName name;

  @Mixin private Common common;

  private final Shell shell;

  RemoveProvider(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    Api.signedIn(shell, common).http().delete(Api.route("providers", name));
    return new Answer(shell, common)
        .sentence(
            Map.of("removed", name),
            _ -> "nobody signs in at %s any more; who did stays signed in".formatted(name));
  }
}
