package fleet.supervisor.remote;

import fleet.supervisor.exec.TerminalSize;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.channel.PtyMode;
import org.apache.sshd.common.channel.RequestHandler.Result;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.channel.ChannelSession;

/**
 * A shell or a command of somebody who is in. Remembers whether a terminal was asked for; takes no
 * environment but language settings, and forwards no agent and no X11.
 */
final class SessionChannel extends ChannelSession {
  private boolean terminal;

  /** Makes one for each shell or command. */
  record Factory() implements ChannelFactory {
    @Override
    public String getName() {
      return "session";
    }

    @Override
    public Channel createChannel(Session session) {
      return new SessionChannel();
    }
  }

  /** The size of the terminal now; nothing when none was asked for. */
  Optional<TerminalSize> terminal() {
    return terminal
        ? Optional.of(
            new TerminalSize(number(Environment.ENV_COLUMNS), number(Environment.ENV_LINES)))
        : Optional.empty();
  }

  private int number(String variable) {
    var text = getEnvironment().getEnv().getOrDefault(variable, "");
    return text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
  }

  @Override
  protected Result handlePtyReqParsed(
      String type, int columns, int rows, int width, int height, Map<PtyMode, Integer> modes)
      throws IOException {
    terminal = true;
    return super.handlePtyReqParsed(type, columns, rows, width, height, modes);
  }

  @Override
  protected Result handleEnvParsed(String name, String value) throws IOException {
    if (!name.equals("LANG") && !name.startsWith("LC_")) {
      return Result.ReplyFailure;
    }
    return super.handleEnvParsed(name, value);
  }

  @Override
  protected Result handleAgentForwardingParsed(String type) {
    return Result.ReplyFailure;
  }
}
