package fleet.cli.server;

import fleet.api.BeforeBackup;
import fleet.cli.command.Command;
import fleet.cli.command.ExitCode;
import fleet.cli.command.Shell;
import fleet.cli.machine.MachineException;
import fleet.cli.machine.OpenParts;
import fleet.cli.output.Human;
import fleet.cli.server.backup.Backup;
import fleet.cli.server.postgres.DatabaseAddress;
import fleet.contract.Json;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fleet backup FILE}: everything that the server remembers, while it runs or not. */
final class BackupCommand implements Command {
  @Parameters(paramLabel = "FILE", description = "The file to write; it is not there yet.")
  private Path file;

  @Mixin private InstallationHere here;

  @Option(
      names = "--registry-data",
      paramLabel = "DIR",
      description = "For fleet serve: data folder of the registry, where it has one of its own.")
  private @Nullable Path registryData;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  private final Shell shell;

  BackupCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    try (var open = new OpenParts()) {
      var databases = here.server().databases(shell, open);
      shell.terminal().progress("copying the database, the repositories and the images");
      var installation = here.with(databases, registryFolder());
      var backup = new Backup(installation, () -> note(databases, open));
      tell(backup.writeTo(file.toAbsolutePath().normalize()));
      return ExitCode.DONE;
    } catch (MachineException e) {
      throw e.asCommandFailure();
    }
  }

  private Path registryFolder() {
    return registryData == null
        ? here.server().folder()
        : registryData.toAbsolutePath().normalize();
  }

  private static void note(Function<String, DatabaseAddress> databases, OpenParts open) {
    var api = open.add(Pools.open(Role.API, databases.apply(Role.API.schema())));
    new BeforeBackup(api).note();
  }

  private void tell(Backup.Summary made) {
    var terminal = shell.terminal();
    if (json) {
      terminal.print(Json.write(made));
      return;
    }
    terminal.print(
        "%s, %s: the database, repositories: %d, blobs: %d"
            .formatted(made.file(), Human.size(made.bytes()), made.repositories(), made.blobs()));
    terminal.say("it holds every key of the server: keep it as you keep the server itself");
    var elsewhere = here.server().isElsewhere();
    terminal.say(
        "bring it back with  fleet restore %s --data DIR%s"
            .formatted(made.file(), elsewhere ? " --database-url URL --master-key-file FILE" : ""));
  }
}
