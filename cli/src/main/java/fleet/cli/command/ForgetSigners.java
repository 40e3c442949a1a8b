package fleet.cli.command;

import fleet.cli.credential.KnownSigners;
import fleet.contract.identity.FleetName;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * {@code fleet trust forget FLEET}: who signs its releases is not known here any more, and the next
 * look believes what the server shows. Asks no server.
 */
final class ForgetSigners implements Command {
  @Parameters(paramLabel = "FLEET", description = "Name of the fleet.")
  private FleetName fleet;

  @Mixin private Confirmation confirmation;
  @Mixin private Common common;

  private final Shell shell;

  ForgetSigners(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var server = Api.access(shell, common.server()).server();
    var known = new KnownSigners(shell.environment());
    var signers =
        known
            .of(server, fleet)
            .orElseThrow(() ->
                new CommandFailure(
                    ExitCode.NOT_FOUND,
                    "no signers of %s at %s are known here".formatted(fleet, server),
                    ""));
    SignersText.change(shell.terminal(), Optional.empty(), signers);
    confirmation.require(
        shell, "these are forgotten, and whoever the server shows next is believed");
    known.forget(server, fleet);
    return new Answer(shell, common)
        .sentence(signers, _ -> "the signers of %s are not known here any more".formatted(fleet));
  }
}
