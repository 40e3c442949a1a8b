package fleet.cli.command;

import fleet.contract.identity.FleetName;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleet device revoke-key FLEET KEY}: no more devices join with that key. */
final class RevokeProvisioningKey implements Command {
  @Parameters(index = "0", paramLabel = "FLEET", description = "The fleet that the key opens.")
  private FleetName fleet;

  @Parameters(
      index = "1",
      paramLabel = "KEY",
      description = "Its id as fleet device keys shows it, never the key itself.")
  private String key = "";

  @Mixin private Common common;

  private final Shell shell;

  RevokeProvisioningKey(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    if (key.isBlank()) {
      throw CommandFailure.usage("which key?", "fleet device keys %s lists them".formatted(fleet));
    }
    var ring = new ProvisioningKeyRing(Api.signedIn(shell, common), fleet);
    var found = ring.named(key);
    ring.revoke(found);
    return new Answer(shell, common)
        .one(
            Map.of("revoked", found.id()),
            _ ->
                shell
                    .terminal()
                    .print(
                        "key %s of %s lets no more devices in; those that joined stay"
                            .formatted(ProvisioningKeyRing.shortId(found), fleet)));
  }
}
