package fleet.cli.command;

import fleet.cli.output.Cell;
import fleet.cli.output.Human;
import fleet.cli.output.Style;
import fleet.cli.output.Table;
import fleet.contract.access.LockOut;
import java.util.List;
import picocli.CommandLine.Mixin;

/** {@code fleet user locked}: names and addresses whose passwords must wait. */
final class ListLockOuts implements Command {
  @Mixin private Common common;

  private final Shell shell;

  ListLockOuts(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var locked = Api.signedIn(shell, common).all("/lock-outs", LockOut.class);
    return new Answer(shell, common).list(locked, this::table, "nobody is locked out");
  }

  private Table table(List<LockOut> locked) {
    var now = shell.clock().instant();
    return Table.of(
        List.of("WHO", "KIND", "FAILURES", "ENDS"),
        locked.stream()
            .map(one ->
                List.of(
                    Cell.of(one.subject(), Style.NAME),
                    Cell.of(one.kind()),
                    Cell.of(one.failures()),
                    Cell.of(Human.until(one.until(), now), Style.DIM)))
            .toList());
  }
}
