package fleet.cli.command;

import fleet.cli.credential.ServerUrl;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.ProviderName;
import fleet.contract.operator.Role;
import fleet.contract.provider.GroupRole;
import fleet.contract.provider.NewProvider;
import fleet.contract.provider.ProviderTerms;
import fleet.contract.provider.ProviderView;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code fleet provider add NAME}: people sign in there; the terms replace those that there were.
 */
final class AddProvider implements Command {
  @Parameters(paramLabel = "NAME", description = "What it is called here, such as corp.")
  private ProviderName name;

  @Option(
      names = "--issuer",
      paramLabel = "URL",
      required = true,
      description = "The provider's issuer, as it names itself.")
  private URI issuer;

  @Option(
      names = "--client-id",
      paramLabel = "ID",
      required = true,
      description = "What this server is called there.")
  private String clientId;

  @Option(names = "--title", paramLabel = "TEXT", description = "For people; else the name.")
  private @Nullable String title;

  @Option(
      names = "--server-url",
      paramLabel = "URL",
      description = "Where browsers reach this server; else where this command does.")
  private @Nullable String serverUrl;

  @Option(
      names = "--scope",
      paramLabel = "SCOPE",
      split = ",",
      description = "Asked for beside openid; profile and email when not said.")
  private List<String> scopes = List.of("profile", "email");

  @Option(
      names = "--name-claim",
      paramLabel = "CLAIM",
      description = "Becomes the name of somebody new; preferred_username when not said.")
  private String nameClaim = "preferred_username";

  @Option(
      names = "--domain",
      paramLabel = "DOMAIN",
      split = ",",
      description = "Only verified e-mail addresses of it come in; may be repeated.")
  private List<String> domains = List.of();

  @Option(
      names = "--groups-claim",
      paramLabel = "CLAIM",
      description = "Lists a person's groups; groups when not said.")
  private String groupsClaim = "groups";

  @Option(
      names = "--require-group",
      paramLabel = "GROUP",
      description = "Only who is in one of these comes in; may be repeated.")
  private List<String> required = List.of();

  @Option(
      names = "--map",
      paramLabel = "GROUP=ROLE[@FLEET]",
      description = "What a group may, set at each sign-in; may be repeated.")
  private List<String> roles = List.of();

  @Option(
      names = "--welcome",
      paramLabel = "ROLE",
      description = "What somebody new becomes (none: by groups alone); else they are invited.")
  private @Nullable Role newcomers;

  @Option(names = "--valid", paramLabel = "TIME", description = "Of a sign-in; 1d when not said.")
  private Duration valid = Duration.ofDays(1);

  @Mixin private ClientSecretOption secret;
  @Mixin private Common common;

  private final Shell shell;

  AddProvider(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var api = Api.signedIn(shell, common);
    var server = serverUrl == null ? api.server() : ServerUrl.parse(serverUrl);
    var terms = CommandFailure.understood(() -> terms(server), "fleet provider add --help");
    var wanted = new NewProvider(terms, secret.read(shell));
    var made = api.http().put(Api.route("providers", name), wanted, ProviderView.class);
    return new Answer(shell, common).one(made, this::show);
  }

  private ProviderTerms terms(URI server) {
    return new ProviderTerms(
        title == null ? name.value() : title,
        issuer,
        clientId,
        server,
        Set.copyOf(scopes),
        nameClaim,
        Set.copyOf(domains),
        groupsClaim,
        Set.copyOf(required),
        roles.stream().map(AddProvider::groupRole).toList(),
        Optional.ofNullable(newcomers),
        valid);
  }

  /** A group's name may hold any of the signs but the last one. */
  static GroupRole groupRole(String text) {
    var sign = text.lastIndexOf('=');
    if (sign < 1) {
      throw new IllegalArgumentException("'%s' is not GROUP=ROLE[@FLEET]".formatted(text));
    }
    var right = text.substring(sign + 1).split("@", 2);
    var fleet =
        right.length < 2 ? Optional.<FleetName>empty() : Optional.of(FleetName.parse(right[1]));
    return new GroupRole(text.substring(0, sign), Converters.choice(Role.class, right[0]), fleet);
  }

  private void show(ProviderView made) {
    var terminal = shell.terminal();
    terminal.print("people sign in at %s from now on".formatted(made.terms().title()));
    terminal.print("enter this redirect address there, if it is not yet:");
    terminal.print("  " + made.callback());
  }
}
