package fleet.cli.command;

import fleet.cli.output.Cell;
import fleet.cli.output.Style;
import fleet.cli.output.Table;
import fleet.contract.provider.ProviderSummary;
import java.util.List;
import picocli.CommandLine.Mixin;

/** {@code fleet provider list}: where people sign in; whoever asks need not be. */
final class ListProviders implements Command {
  @Mixin private Common common;

  private final Shell shell;

  ListProviders(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var api = Api.anonymous(shell, Api.access(shell, common.server()).server());
    var all = api.all("/providers", ProviderSummary.class);
    return new Answer(shell, common)
        .list(all, ListProviders::table, "no providers; an owner adds one: fleet provider add");
  }

  private static Table table(List<ProviderSummary> all) {
    return Table.of(
        List.of("NAME", "TITLE", "ISSUER", "SERVER"),
        all.stream()
            .map(one ->
                List.of(
                    Cell.of(one.name(), Style.NAME),
                    Cell.of(one.title()),
                    Cell.of(one.issuer()),
                    Cell.of(one.server(), Style.DIM)))
            .toList());
  }
}
