package fleet.cli.command;

import fleet.contract.identity.FleetName;
import fleet.contract.trust.Envelope;
import fleet.contract.trust.Signers;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleet trust signers FLEET}: who signs its releases besides the server. */
final class ListSigners implements Command {
  @Parameters(paramLabel = "FLEET", description = "Name of the fleet.")
  private FleetName fleet;

  @Mixin private ExpectedSigners expected;
  @Mixin private Common common;

  private final Shell shell;

  ListSigners(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var api = Api.signedIn(shell, common);
    var signers = TrustedSigners.fetch(shell, api, fleet, expected.fingerprint());
    signers.announce(shell);
    signers.keep(shell, api);
    return new Answer(shell, common).one(Shown.of(signers), _ -> show(signers));
  }

  /** What {@code --json} prints. */
  record Shown(Optional<Signers> present, List<Envelope> chain, Optional<String> fingerprint) {
    static Shown of(TrustedSigners signers) {
      return new Shown(
          signers.now(),
          signers.chain(),
          signers.said().map(Fingerprint::of).map(Fingerprint::toString));
    }
  }

  private void show(TrustedSigners signers) {
    signers
        .now()
        .ifPresentOrElse(
            now -> {
              SignersText.show(shell.terminal(), now);
              shell.terminal().say("fingerprint: " + signers.fingerprint());
            },
            () ->
                shell
                    .terminal()
                    .say(
                        "the server alone signs what %s runs; fleet trust require %s 0 --signer NAME=FILE names others"
                            .formatted(fleet, fleet)));
  }
}
