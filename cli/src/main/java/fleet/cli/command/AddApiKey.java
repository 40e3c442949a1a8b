package fleet.cli.command;

import fleet.cli.output.Fact;
import fleet.cli.output.Style;
import fleet.cli.output.Table;
import fleet.contract.access.ApiKey;
import fleet.contract.access.NewApiKey;
import fleet.contract.identity.FleetName;
import fleet.contract.node.AccessAction;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fleet api-key add NAME}: a key with which a program acts for whoever makes it. */
final class AddApiKey implements Command {
  @Parameters(paramLabel = "NAME", description = "To tell it from others, such as ci.")
  private String name;

  @Option(
      names = "--may",
      paramLabel = "ACTION",
      split = ",",
      required = true,
      description = "view, open-session, operate, push, manage; several with commas.")
  private List<AccessAction> actions;

  @Option(
      names = "--fleet",
      paramLabel = "FLEET",
      description = "Only there; may be repeated. Everywhere when not said.")
  private List<FleetName> fleets = List.of();

  @Option(
      names = "--valid",
      paramLabel = "TIME",
      description = "How long it opens, such as 12h or 90d; until it is removed when not said.")
  private @Nullable Duration valid;

  @Mixin private Common common;

  private final Shell shell;

  AddApiKey(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var only =
        fleets.isEmpty() ? Optional.<Set<FleetName>>empty() : Optional.of(Set.copyOf(fleets));
    var wanted = new NewApiKey(name, Set.copyOf(actions), only, Optional.ofNullable(valid));
    var made = Api.signedIn(shell, common).http().post("/api-keys", wanted, ApiKey.class);
    return new Answer(shell, common).one(made, this::show);
  }

  private void show(ApiKey made) {
    var about = made.about();
    var now = shell.clock().instant();
    shell
        .terminal()
        .print(
            Table.facts(
                List.of(
                    Fact.of("key", made.key().reveal(), Style.BOLD),
                    Fact.of("id", about.id(), Style.NAME),
                    Fact.of("may", ApiKeyWords.actions(about)),
                    Fact.of("where", ApiKeyWords.fleets(about)),
                    Fact.of("expires", ApiKeyWords.end(about, now)))));
    shell.terminal().say("the key is not shown again; programs find it in FLEET_TOKEN");
  }
}
