package fleet.cli.server;

import fleet.cli.command.Command;
import fleet.cli.command.CommandFailure;
import fleet.cli.command.ExitCode;
import fleet.cli.command.Shell;
import fleet.cli.machine.MachineException;
import fleet.cli.machine.OpenParts;
import fleet.cli.server.postgres.DatabaseAddress;
import fleet.contract.identity.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fleet serve}: some of the server's parts, on a PostgreSQL that is there already. */
final class Serve implements Command {
  private static final String PASSWORD_VARIABLE = "FLEET_DATABASE_PASSWORD";

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      split = ",",
      description = "What to run: api, builder, registry, tunnel (all).")
  private List<String> roles = Role.schemas();

  @Option(
      names = "--database-url",
      paramLabel = "URL",
      required = true,
      description =
          "postgresql://USER@HOST:PORT/DATABASE; the password in " + PASSWORD_VARIABLE + ".")
  private @Nullable URI database;

  @Option(
      names = "--master-key-file",
      paramLabel = "FILE",
      required = true,
      description = "The master key, the same on every node.")
  private @Nullable Path masterKey;

  @Mixin private ServerOptions options;

  private final Shell shell;

  Serve(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() throws InterruptedException {
    var config = options.config(shell.environment());
    var wanted = roles();
    try (var open = new OpenParts()) {
      Stay.closeAtEnd(open);
      var firstAdmin = start(config, wanted, open);
      firstAdmin.ifPresent(signIn ->
          shell
              .terminal()
              .print(
                  "first sign-in, shown this once: user %s, password %s"
                      .formatted(signIn.user(), signIn.password().reveal())));
      shell.terminal().print("running " + String.join(", ", roles));
      Stay.untilSignal();
      return ExitCode.DONE;
    } catch (MachineException e) {
      throw e.asCommandFailure();
    }
  }

  private Optional<fleet.contract.operator.SignIn> start(
      ServerConfig config, Set<Role> wanted, OpenParts open) {
    open.add(DataFolder.take(config.data()));
    open.add(ServerLog.open(config.data().resolve("log")));
    var keys = ServerKeys.read(java.util.Objects.requireNonNull(masterKey));
    var address = address();
    var composition =
        new Composition(
            config, keys, InternalPorts.AGREED, role -> open.add(Pools.open(role, address)));
    return new Servers(composition, open).start(wanted);
  }

  private Set<Role> roles() {
    try {
      var wanted = EnumSet.noneOf(Role.class);
      roles.forEach(role -> wanted.add(Role.parse(role)));
      return wanted;
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()), "such as --role api,tunnel");
    }
  }

  /** The password is no argument: anybody may list those of a process. */
  private DatabaseAddress address() {
    var url = java.util.Objects.requireNonNull(database);
    var user = url.getRawUserInfo();
    if (!"postgresql".equals(url.getScheme()) || user == null || user.contains(":")) {
      throw CommandFailure.usage(
          "a database is postgresql://USER@HOST:PORT/DATABASE",
          "its password goes into " + PASSWORD_VARIABLE);
    }
    var port = url.getPort() < 0 ? "" : ":" + url.getPort();
    return new DatabaseAddress(
        "jdbc:postgresql://%s%s%s".formatted(url.getHost(), port, url.getRawPath()),
        user,
        Secret.of(shell.environment().getOrDefault(PASSWORD_VARIABLE, "")));
  }
}
