package fleet.cli.server;

import fleet.cli.command.Command;
import fleet.cli.command.ExitCode;
import fleet.cli.command.Shell;
import fleet.cli.machine.MachineException;
import fleet.cli.machine.OpenParts;
import fleet.cli.output.Human;
import fleet.cli.server.backup.Backup;
import fleet.contract.Json;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fleet backup FILE}: everything that the server remembers, while it runs or not. */
final class BackupCommand implements Command {
  @Parameters(paramLabel = "FILE", description = "The file to write; it is not there yet.")
  private Path file;

  @Mixin private ServerHere here;

  @Option(
      names = "--master-key-file",
      paramLabel = "FILE",
      description = "For fleet serve: the file of the master key.")
  private @Nullable Path masterKey;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  private final Shell shell;

  BackupCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    try (var open = new OpenParts()) {
      var installation = Installations.of(here.folder(), masterKey, here.databases(shell, open));
      var target = file.toAbsolutePath().normalize();
      shell.terminal().progress("copying the database, the repositories and the images");
      tell(target, new Backup(installation).writeTo(target));
      return ExitCode.DONE;
    } catch (MachineException e) {
      throw e.asCommandFailure();
    }
  }

  private void tell(Path target, long bytes) {
    var terminal = shell.terminal();
    if (json) {
      terminal.print(Json.write(Map.of("file", target.toString(), "bytes", bytes)));
      return;
    }
    terminal.print("%s, %s".formatted(target, Human.size(bytes)));
    terminal.say("it holds every key of the server: keep it as you keep the server itself");
    terminal.say("bring it back with  fleet restore %s --data DIR".formatted(target));
  }
}
