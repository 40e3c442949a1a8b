package fleet.cli.command;

import fleet.cli.credential.KnownAuthorities;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;

/**
 * {@code fleet git-config}: tells this user's git how to come in to the server over HTTP: by the
 * sign-in of the moment, and believing the authority that the user believes.
 */
final class GitConfig implements Command {
  /** The file of this command, where its launcher says it; it need not be on the PATH. */
  private static final String COMMAND = System.getProperty("fleet.command", "fleet");

  @Mixin private Common common;

  private final Shell shell;

  GitConfig(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() throws InterruptedException {
    var server = Api.signedIn(shell, common).server();
    var helper = "credential.%s.helper".formatted(server);
    // An empty one first: other helpers would keep the sign-in beyond its end.
    set("--replace-all", helper, "");
    set("--add", helper, "!%s git-credential".formatted(quoted(COMMAND)));
    var said = new ArrayList<>(List.of("git signs in to %s as you do".formatted(server)));
    var authority = new KnownAuthorities(shell.environment()).pem(server);
    if (authority.isPresent()) {
      set("--replace-all", "http.%s.sslCAInfo".formatted(server), authority.get().toString());
      said.add("and believes its authority, " + authority.get());
    }
    said.add("git clone %s/git/FLEET.git".formatted(server));
    return new Answer(shell, common)
        .one(Map.of("server", server), _ -> shell.terminal().print(said));
  }

  /** For the shell by which git runs it. */
  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./-]+") ? word : "'%s'".formatted(word.replace("'", "'\\''"));
  }

  private void set(String how, String key, String value) throws InterruptedException {
    try {
      var git = new ProcessBuilder("git", "config", "--global", how, key, value);
      git.environment().clear();
      git.environment().putAll(shell.environment());
      var running = git.redirectErrorStream(true).start();
      var said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (running.waitFor() != 0) {
        throw CommandFailure.failed(
            "git could not be told %s: %s".formatted(key, said.strip()), "");
      }
    } catch (IOException e) {
      throw CommandFailure.failed("could not run git", "install git");
    }
  }
}
