package fleet.builder.git;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;

/** What somebody reads who comes with plain ssh: that they are known, and what this port is for. */
final class Greeting implements Command {
  private OutputStream out = OutputStream.nullOutputStream();
  private @Nullable ExitCallback exit;

  @Override
  public void start(ChannelSession channel, Environment environment) throws IOException {
    out.write(
        "Your key is known. Fleet serves git here: git push to deploy; fleet ssh opens devices.\r\n"
            .getBytes(StandardCharsets.UTF_8));
    out.flush();
    Optional.ofNullable(exit).orElseThrow().onExit(0);
  }

  @Override
  public void destroy(ChannelSession channel) {}

  @Override
  public void setInputStream(InputStream in) {}

  @Override
  public void setOutputStream(OutputStream out) {
    this.out = out;
  }

  @Override
  public void setErrorStream(OutputStream error) {}

  @Override
  public void setExitCallback(ExitCallback exit) {
    this.exit = exit;
  }
}
