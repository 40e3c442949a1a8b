package fleet.cli.command;

import fleet.contract.trust.KeyId;
import fleet.contract.trust.TrustChain;
import java.util.Map;
import picocli.CommandLine.Mixin;

/** {@code fleet trust rotate}: the server signs with a new key, said by the one before it. */
final class RotateKey implements Command {
  @Mixin private Confirmation confirmation;
  @Mixin private Common common;

  private final Shell shell;

  RotateKey(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var api = Api.signedIn(shell, common);
    confirmation.require(shell, "this tells every device of a new key, which signs from now on");
    var newest = api.http().post("/trust/rotate", Map.of(), TrustChain.class).newest();
    return new Answer(shell, common)
        .sentence(
            newest,
            now ->
                "key %s signs from now on, generation %d; devices follow with their next target"
                    .formatted(KeyId.of(now.key()), now.generation()));
  }
}
