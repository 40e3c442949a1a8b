package fleet.cli.command;

import fleet.contract.operator.ReleaseEdit;
import fleet.contract.release.Release;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleet release note FLEET RELEASE TEXT}: puts another note on a release. */
final class NoteRelease implements Command {
  @Mixin private ReleaseArguments release;

  @Parameters(index = "2", paramLabel = "TEXT", description = "The note; '' takes it off.")
  private String note;

  @Mixin private Common common;

  private final Shell shell;

  NoteRelease(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var api = Api.signedIn(shell, common);
    var edit = new ReleaseEdit(Optional.of(note), Map.of(), Set.of());
    var done = api.http().patch(release.route(), edit, Release.class);
    return new Answer(shell, common)
        .one(done, now -> shell.terminal().print("%s: %s".formatted(now.version(), now.note())));
  }
}
