package fleet.cli.command;

import fleet.contract.identity.FleetName;
import fleet.contract.operator.SignersView;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleet trust signers FLEET}: who signs its releases besides the server. */
final class ListSigners implements Command {
  @Parameters(paramLabel = "FLEET", description = "Name of the fleet.")
  private FleetName fleet;

  @Mixin private Common common;

  private final Shell shell;

  ListSigners(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var api = Api.signedIn(shell, common);
    var view = api.http().get(Api.route("fleets", fleet, "signers"), SignersView.class);
    return new Answer(shell, common).one(view, this::show);
  }

  private void show(SignersView view) {
    view.present()
        .ifPresentOrElse(
            signers -> SignersText.show(shell.terminal(), signers),
            () ->
                shell
                    .terminal()
                    .say(
                        "the server alone signs what %s runs; fleet trust require %s 0 --signer NAME=FILE names others"
                            .formatted(fleet, fleet)));
  }
}
