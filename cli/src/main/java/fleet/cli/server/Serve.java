package fleet.cli.server;

import fleet.api.ApiServer;
import fleet.cli.command.Command;
import fleet.cli.command.CommandFailure;
import fleet.cli.command.ExitCode;
import fleet.cli.command.Shell;
import fleet.cli.machine.MachineException;
import fleet.cli.machine.OpenParts;
import fleet.cli.output.Table;
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
      description = DatabaseUrl.DESCRIPTION)
  private @Nullable URI database;

  @Option(
      names = "--master-key-file",
      paramLabel = "FILE",
      required = true,
      description =
          "File of the master key (0600), the same for every role: 32 bytes as URL-safe base64.")
  private @Nullable Path masterKey;

  @Mixin private NeighbourOptions neighbours;
  @Mixin private ServerOptions options;

  private final Shell shell;

  Serve(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() throws InterruptedException {
    var config = options.config(shell.environment());
    var wanted = roles();
    var found = neighbours.neighbours(config);
    ServerOptions.warn(config, shell.terminal());
    try (var open = new OpenParts()) {
      Stay.closeAtEnd(open);
      var api = start(config, found, wanted, open);
      var overTls = TlsFacts.of(config, api);
      if (!overTls.isEmpty()) {
        shell.terminal().print(Table.facts(overTls));
      }
      api.flatMap(ApiServer::firstAdmin)
          .ifPresent(signIn ->
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

  private Optional<ApiServer> start(
      ServerConfig config, Neighbours found, Set<Role> wanted, OpenParts open) {
    open.add(DataFolder.take(config.data()));
    open.add(ServerLog.open(config.data().resolve("log")));
    var keys = ServerKeys.read(java.util.Objects.requireNonNull(masterKey));
    var address =
        DatabaseUrl.address(java.util.Objects.requireNonNull(database), shell.environment());
    var composition =
        new Composition(config, keys, found, role -> open.add(Pools.open(role, address)));
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
}
