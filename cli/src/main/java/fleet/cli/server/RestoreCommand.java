package fleet.cli.server;

import fleet.api.AfterRestore;
import fleet.cli.command.Command;
import fleet.cli.command.CommandFailure;
import fleet.cli.command.ExitCode;
import fleet.cli.command.Shell;
import fleet.cli.machine.Folders;
import fleet.cli.machine.MachineException;
import fleet.cli.machine.OpenParts;
import fleet.cli.server.backup.Restore;
import fleet.cli.server.postgres.DatabaseAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fleet restore FILE}: a server of a backup, where there is none. */
final class RestoreCommand implements Command {
  @Parameters(paramLabel = "FILE", description = "What fleet backup wrote.")
  private Path file;

  @Mixin private ServerHere here;

  @Option(
      names = "--master-key-file",
      paramLabel = "FILE",
      description = "For fleet serve: where to write the master key.")
  private @Nullable Path masterKey;

  private final Shell shell;

  RestoreCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var folder = here.folder();
    requireFree(folder);
    var done = false;
    try {
      bringBack(folder);
      done = true;
    } catch (MachineException e) {
      throw e.asCommandFailure();
    } finally {
      if (!done) {
        empty(folder);
      }
    }
    shell.terminal().print("brought back into " + folder);
    shell.terminal().say("go on with  fleet up --data %s".formatted(folder));
    return ExitCode.DONE;
  }

  private void bringBack(Path folder) {
    try (var open = new OpenParts()) {
      shell.terminal().progress("bringing back the database, the repositories and the images");
      var databases = databases(folder, open);
      var installation = Installations.of(folder, masterKey, databases);
      new Restore(installation).readFrom(file.toAbsolutePath().normalize());
      new AfterRestore(open.add(Pools.open(Role.API, databases.apply(Role.API.schema()))))
          .sayAnew();
    }
  }

  private Function<String, DatabaseAddress> databases(Path folder, OpenParts open) {
    return here.isElsewhere() ? here.databases(shell, open) : ServerHere.start(folder, shell, open);
  }

  private void requireFree(Path folder) {
    if (!isEmpty(folder)) {
      throw CommandFailure.failed(
          "there is something in %s already".formatted(folder),
          "a backup is brought back into an empty folder: --data names another");
    }
    if (masterKey != null && Files.exists(masterKey)) {
      throw CommandFailure.failed(
          "there is a master key in %s already".formatted(masterKey), "name another file");
    }
  }

  private static boolean isEmpty(Path folder) {
    if (!Files.exists(folder)) {
      return true;
    }
    try (var files = Files.newDirectoryStream(folder)) {
      return !files.iterator().hasNext();
    } catch (IOException e) {
      throw new UncheckedIOException("could not look into " + folder, e);
    }
  }

  /** Half a server is none. */
  private static void empty(Path folder) {
    if (Files.isDirectory(folder)) {
      Folders.delete(folder);
    }
  }
}
