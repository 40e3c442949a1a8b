package fleet.cli.command;

import fleet.contract.trust.ReleaseStatement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The commit that a signer has looked at, which must be the release's. */
final class SourceCheck {
  private static final String COMMIT = "[0-9a-f]{7,64}";

  @Option(
      names = "--commit",
      paramLabel = "SHA",
      description = "Sign only a release of this commit; at least 7 digits of it.")
  private @Nullable String commit;

  @Option(
      names = "--source",
      paramLabel = "DIR",
      description = "Sign only a release of the commit that the git repository in DIR is at.")
  private @Nullable Path source;

  /** Returns only when it is that commit, or none was asked for. */
  void require(Shell shell, ReleaseStatement said) {
    if (commit != null) {
      if (!commit.matches(COMMIT)) {
        throw CommandFailure.usage("--commit takes 7 to 64 hexadecimal digits", "git log");
      }
      require(said, commit, "not of " + commit);
    }
    if (source != null) {
      var head = head(shell.folder().resolve(source));
      require(said, head, "and %s is at %s".formatted(source, head));
    }
  }

  private static void require(ReleaseStatement said, String wanted, String otherwise) {
    if (!said.commit().startsWith(wanted)) {
      throw CommandFailure.failed(
          "release %s is of commit %s, %s".formatted(said.version(), said.commit(), otherwise),
          "look at what it is made of before it is signed");
    }
  }

  private static String head(Path folder) {
    try {
      var git =
          new ProcessBuilder("git", "-C", folder.toString(), "rev-parse", "--verify", "HEAD")
              .redirectErrorStream(true)
              .start();
      git.getOutputStream().close();
      var said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (git.waitFor() == 0 && said.matches(COMMIT)) {
        return said;
      }
      throw CommandFailure.failed(
          "%s is no git repository with a commit: %s".formatted(folder, said), "");
    } catch (IOException e) {
      throw CommandFailure.failed("could not run git", "install git, or give --commit SHA");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.failed("git was interrupted", "");
    }
  }
}
