package fleet.cli.command;

import fleet.contract.identity.UserName;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fleet user unlock NAME}: lets passwords be tried again. */
final class Unlock implements Command {
  @Parameters(arity = "0..1", paramLabel = "NAME", description = "The name that was given.")
  private @Nullable UserName name;

  @Option(names = "--address", paramLabel = "A", description = "Or the address that tried.")
  private @Nullable String address;

  @Mixin private Common common;

  private final Shell shell;

  Unlock(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    if ((name == null) == (address == null)) {
      throw CommandFailure.usage("name either a user or an address", "fleet user unlock NAME");
    }
    var who = address == null ? String.valueOf(name) : address;
    var query = (address == null ? "?user=" : "?address=") + Api.escape(who);
    Api.signedIn(shell, common).http().delete("/lock-outs" + query);
    return new Answer(shell, common)
        .one(Map.of("unlocked", who), _ -> shell.terminal().print(who + " may try again"));
  }
}
