package fleet.builder.git;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A command of an SSH channel, run on a virtual thread; it is interrupted when the channel ends.
 * Mutable as sshd wants it: the setters come first, then start, then destroy.
 */
final class GitCommand implements Command {
  private static final Logger LOG = LoggerFactory.getLogger(GitCommand.class);

  private final String command;
  private final GitSession git;
  private InputStream in = InputStream.nullInputStream();
  private OutputStream out = OutputStream.nullOutputStream();
  private OutputStream error = OutputStream.nullOutputStream();
  private @Nullable ExitCallback exit;
  private @Nullable Thread thread;

  GitCommand(String command, GitSession git) {
    this.command = command;
    this.git = git;
  }

  @Override
  public void start(ChannelSession channel, Environment environment) {
    var owner = KeyAuthenticator.owner(channel.getSession());
    var protocol = environment.getEnv().getOrDefault("GIT_PROTOCOL", "");
    thread =
        Thread.ofVirtual()
            .name("git")
            .start(() -> {
              var code = 1;
              try {
                git.serve(command, owner, protocol, new Packs.Streams(in, out, error));
                code = 0;
              } catch (IOException | RuntimeException e) {
                LOG.atInfo().addKeyValue("reason", e.toString()).log("a git command broke off");
              } finally {
                Optional.ofNullable(exit).orElseThrow().onExit(code);
              }
            });
  }

  @Override
  public void destroy(ChannelSession channel) {
    Optional.ofNullable(thread).ifPresent(Thread::interrupt);
  }

  @Override
  public void setInputStream(InputStream in) {
    this.in = in;
  }

  @Override
  public void setOutputStream(OutputStream out) {
    this.out = out;
  }

  @Override
  public void setErrorStream(OutputStream error) {
    this.error = error;
  }

  @Override
  public void setExitCallback(ExitCallback exit) {
    this.exit = exit;
  }
}
