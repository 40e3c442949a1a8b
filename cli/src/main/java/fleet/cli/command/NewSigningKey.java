package fleet.cli.command;

import fleet.cli.credential.SigningKeyFile;
import fleet.contract.trust.KeyId;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleet trust new-key FILE}: a key to sign releases with. */
final class NewSigningKey implements Command {
  @Parameters(
      paramLabel = "FILE",
      description = "Where to; the public half is put beside it, as FILE.pub.")
  private Path file;

  @Mixin private Common common;

  private final Shell shell;

  NewSigningKey(Shell shell) {
    this.shell = shell;
  }

  /** What {@code --json} prints. */
  record Made(Path file, Path publicHalf, KeyId key) {}

  @Override
  public ExitCode run() {
    var key = SigningKeyFile.create(shell.folder().resolve(file));
    var made = new Made(file, SigningKeyFile.publicHalf(file), KeyId.of(key));
    return new Answer(shell, common)
        .sentence(
            made,
            now ->
                "key %s is in %s: keep it where no server is, and give %s to who owns the fleet"
                    .formatted(now.key(), now.file(), now.publicHalf()));
  }
}
