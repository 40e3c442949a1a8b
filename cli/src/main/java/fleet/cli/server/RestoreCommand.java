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
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleet restore FILE}: a server of a backup, where there is none. */
final class RestoreCommand implements Command {
  @Parameters(paramLabel = "FILE", description = "What fleet backup wrote.")
  private Path file;

  @Mixin private InstallationHere here;

  private final Shell shell;

  private boolean done;

  RestoreCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var folder = here.server().folder();
    requireFree(folder, List.of());
    try (var open = new OpenParts()) {
      bringBack(folder, open);
    } catch (MachineException e) {
      throw e.asCommandFailure();
    }
    shell.terminal().print("brought back into " + folder);
    shell.terminal().say("go on with  " + here.start());
    return ExitCode.DONE;
  }

  private void bringBack(Path folder, OpenParts open) {
    open.add(DataFolder.take(folder));
    requireFree(folder, List.of(DataFolder.LOCK));
    // Closed before the folder is given back, and after the database that may lie in it.
    open.add(() -> undoUnlessDone(folder));
    shell.terminal().progress("bringing back the database, the repositories and the images");
    var databases = databases(folder, open);
    new Restore(here.with(databases)).readFrom(file.toAbsolutePath().normalize());
    var api = open.add(Pools.open(Role.API, databases.apply(Role.API.schema())));
    new AfterRestore(api).sayAnew();
    done = true;
  }

  private Function<String, DatabaseAddress> databases(Path folder, OpenParts open) {
    return here.server().isElsewhere()
        ? here.server().databases(shell, open)
        : ServerHere.start(folder, shell, open);
  }

  private void requireFree(Path folder, List<String> but) {
    if (!names(folder).stream().allMatch(but::contains)) {
      throw CommandFailure.failed(
          "there is something in %s already".formatted(folder),
          "a backup is brought back into an empty folder: --data names another");
    }
    if (Files.exists(here.masterKey())) {
      throw CommandFailure.failed(
          "there is a master key in %s already".formatted(here.masterKey()), "name another file");
    }
  }

  private static List<String> names(Path folder) {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files.map(path -> String.valueOf(path.getFileName())).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("could not look into " + folder, e);
    }
  }

  /** Half a server is none. The folder itself was perhaps there before. */
  private void undoUnlessDone(Path folder) throws IOException {
    if (!done) {
      names(folder).forEach(name -> Folders.delete(folder.resolve(name)));
      Files.deleteIfExists(here.masterKey());
    }
  }
}
