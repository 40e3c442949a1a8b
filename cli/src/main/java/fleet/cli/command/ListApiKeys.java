package fleet.cli.command;

import fleet.cli.output.Cell;
import fleet.cli.output.Human;
import fleet.cli.output.Style;
import fleet.cli.output.Table;
import fleet.contract.access.ApiKeyView;
import java.util.List;
import picocli.CommandLine.Mixin;

/** {@code fleet api-key list}: your API keys or somebody else's, without the keys. */
final class ListApiKeys implements Command {
  @Mixin private OfUser whose;
  @Mixin private Common common;

  private final Shell shell;

  ListApiKeys(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var keys = Api.signedIn(shell, common).all("/api-keys" + whose.query(), ApiKeyView.class);
    return new Answer(shell, common)
        .list(keys, this::table, "no API keys yet; add one: fleet api-key add ci --may push");
  }

  private Table table(List<ApiKeyView> keys) {
    var now = shell.clock().instant();
    return Table.of(
        List.of("ID", "NAME", "MAY", "WHERE", "USED", "EXPIRES"),
        keys.stream()
            .map(key ->
                List.of(
                    Cell.of(key.id(), Style.NAME),
                    Cell.of(key.name()),
                    Cell.of(ApiKeyWords.actions(key)),
                    Cell.of(ApiKeyWords.fleets(key)),
                    Cell.of(key.lastUsedAt().map(used -> Human.age(used, now)).orElse("never")),
                    Cell.of(ApiKeyWords.end(key, now), Style.DIM)))
            .toList());
  }
}
