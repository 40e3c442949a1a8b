package fleet.cli.command;

import fleet.cli.output.Cell;
import fleet.cli.output.Human;
import fleet.cli.output.Style;
import fleet.cli.output.Table;
import fleet.contract.operator.SshKeyView;
import java.util.List;
import picocli.CommandLine.Mixin;

/** {@code fleet key list}: the SSH keys with which you, or somebody else, may push. */
final class ListKeys implements Command {
  @Mixin private OfUser whose;
  @Mixin private Common common;

  private final Shell shell;

  ListKeys(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var api = Api.signedIn(shell, common);
    var keys = api.all("/keys" + whose.query(), SshKeyView.class);
    return new Answer(shell, common)
        .list(keys, this::table, "no keys yet; add one: fleet key add ~/.ssh/id_ed25519.pub");
  }

  private Table table(List<SshKeyView> keys) {
    var now = shell.clock().instant();
    return Table.of(
        List.of("FINGERPRINT", "ADDED", "NAME"),
        keys.stream()
            .map(key ->
                List.of(
                    Cell.of(key.fingerprint(), Style.NAME),
                    Cell.of(Human.age(key.addedAt(), now), Style.DIM),
                    Cell.of(key.name())))
            .toList());
  }
}
