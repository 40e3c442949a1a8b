package fleet.cli.command;

import fleet.cli.output.Fact;
import fleet.cli.output.Human;
import fleet.cli.output.Style;
import fleet.cli.output.Table;
import fleet.contract.identity.FleetName;
import fleet.contract.operator.NewProvisioningKey;
import fleet.contract.operator.ProvisioningKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fleet device add FLEET}: a provisioning key, and the line that installs with it. */
final class AddDevice implements Command {
  @Parameters(paramLabel = "FLEET", description = "The fleet that the devices join.")
  private FleetName fleet;

  @Option(names = "--uses", paramLabel = "N", description = "How many devices; 1 when not said.")
  private int uses = 1;

  @Option(
      names = "--valid",
      paramLabel = "TIME",
      description = "How long the key opens, such as 30m, 1h or 7d; 1h when not said.")
  private Duration valid = Duration.ofHours(1);

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description = "The type of these devices; each is what it says when not said.")
  private @Nullable String type;

  @Mixin private Common common;

  private final Shell shell;

  AddDevice(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    if (uses < 1) {
      throw CommandFailure.usage("a key is good for at least one device", "--uses 1");
    }
    var wanted =
        CommandFailure.understood(
            () -> new NewProvisioningKey(uses, valid, Optional.ofNullable(type)),
            "fleet device type list shows the types");
    var api = Api.signedIn(shell, common);
    var route = Api.route("fleets", fleet, "provisioning-keys");
    var key = api.http().post(route, wanted, ProvisioningKey.class);
    return new Answer(shell, common).one(key, this::show);
  }

  private void show(ProvisioningKey key) {
    var terminal = shell.terminal();
    terminal.print(Table.facts(facts(key)));
    terminal.print("");
    InstallText.show(terminal, key.install());
  }

  private List<Fact> facts(ProvisioningKey key) {
    var about = key.about();
    var first =
        Stream.of(
            Fact.of("key", key.key().reveal(), Style.BOLD),
            Fact.of("id", ProvisioningKeyRing.shortId(about), Style.NAME),
            Fact.of("fleet", about.fleet()));
    var type = about.type().stream().map(of -> Fact.of("type", of));
    var last =
        Stream.of(
            Fact.of("good for", Human.count(about.usesLeft(), "device")),
            Fact.of("expires", Human.until(about.expiresAt(), shell.clock().instant())));
    return Stream.of(first, type, last).flatMap(facts -> facts).toList();
  }
}
