package fleet.cli.command;

import fleet.contract.identity.FleetName;
import fleet.contract.identity.Secret;
import fleet.contract.operator.NewRegistryLogin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fleet registry login FLEET HOST}: lets builds pull from a private registry. */
final class LogInRegistry implements Command {
  private static final int MOST_BYTES = 64 * 1024;

  @Parameters(index = "0", paramLabel = "FLEET", description = "Whose builds it is for.")
  private FleetName fleet;

  @Parameters(index = "1", paramLabel = "HOST", description = "As image names begin.")
  private String host;

  @Option(
      names = "--username",
      required = true,
      paramLabel = "NAME",
      description = "Who the builds are there.")
  private String username;

  @Option(names = "--password-stdin", description = "Read the password from standard input.")
  private boolean fromStandardInput;

  @Mixin private Common common;

  private final Shell shell;

  LogInRegistry(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var api = Api.signedIn(shell, common);
    var password = Secret.of(fromStandardInput ? readAll() : ask());
    var login = CommandFailure.understood(() -> new NewRegistryLogin(username, password), "");
    api.http().put(Api.route("fleets", fleet, "registries", host), login);
    return new Answer(shell, common)
        .sentence(
            Map.of("host", host, "username", username),
            _ -> "builds of %s are %s at %s".formatted(fleet, username, host));
  }

  private String ask() {
    return shell
        .terminal()
        .askSecretly("password: ")
        .orElseThrow(() ->
            CommandFailure.usage(
                "there is no terminal to ask for the password on",
                "give it on standard input, with --password-stdin"));
  }

  private String readAll() {
    try {
      var bytes = shell.terminal().in().readNBytes(MOST_BYTES);
      return VariableFiles.withoutLastBreak(new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw CommandFailure.failed("could not read the password: " + e.getMessage(), "");
    }
  }
}
