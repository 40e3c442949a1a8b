package fleet.supervisor.remote;

import fleet.supervisor.exec.ExecException;
import fleet.supervisor.exec.ExecRequest;
import fleet.supervisor.exec.Execution;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.Signal;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One shell or command in a container: its streams are the channel's, its exit code the channel's
 * exit status. Mutable, as the library wires it; its own threads start when all is wired.
 */
@SuppressWarnings("NullAway.Init") // the setters come before start
final class LandingCommand implements Command {
  private static final Logger LOG = LoggerFactory.getLogger(LandingCommand.class);

  /** What a shell says when it cannot run a command at all. */
  private static final int CANNOT_RUN = 126;

  private final Landings landings;
  private final List<String> command;
  private InputStream input;
  private OutputStream output;
  private OutputStream error;
  private ExitCallback exit;
  private volatile @Nullable Execution execution;
  private volatile boolean destroyed;

  LandingCommand(Landings landings, List<String> command) {
    this.landings = landings;
    this.command = command;
  }

  @Override
  public void setInputStream(InputStream in) {
    this.input = in;
  }

  @Override
  public void setOutputStream(OutputStream out) {
    this.output = out;
  }

  @Override
  public void setErrorStream(OutputStream err) {
    this.error = err;
  }

  @Override
  public void setExitCallback(ExitCallback callback) {
    this.exit = callback;
  }

  @Override
  public void start(ChannelSession channel, Environment environment) {
    var session = (SessionChannel) channel;
    Thread.ofVirtual().name("landing").start(() -> exit.onExit(run(session, environment)));
  }

  /** The channel is gone: so is the command. */
  @Override
  public void destroy(ChannelSession channel) {
    destroyed = true;
    close();
  }

  private int run(SessionChannel channel, Environment environment) {
    try {
      var container = landings.find(channel.getSession().getUsername());
      var terminal = channel.terminal();
      var words = terminal.map(size -> Landings.sized(command, size)).orElse(command);
      var request =
          new ExecRequest(container.id(), words, variables(channel, environment), terminal);
      var started = landings.engine().start(request);
      execution = started;
      environment.addSignalListener(
          (_, _) -> channel.terminal().ifPresent(started::resize), Signal.WINCH);
      return follow(started);
    } catch (NowhereToLand | ExecException e) {
      return say(e);
    } catch (IOException e) {
      LOG.atDebug().setCause(e).log("a stream ended early");
      return CANNOT_RUN;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return CANNOT_RUN;
    }
  }

  private int follow(Execution started) throws IOException, InterruptedException {
    if (destroyed) {
      close();
    }
    Thread.ofVirtual().name("input").start(() -> feed(started));
    started.drain(output, error);
    return started.exitCode();
  }

  private void feed(Execution started) {
    try {
      started.feed(input);
    } catch (IOException e) {
      LOG.atDebug().setCause(e).log("the command takes no more input");
    }
  }

  private int say(Exception fault) {
    try {
      error.write(("fleet: " + fault.getMessage() + "\r\n").getBytes(StandardCharsets.UTF_8));
      error.flush();
    } catch (IOException e) {
      LOG.atDebug().setCause(e).log("nobody is there to be told");
    }
    return CANNOT_RUN;
  }

  private void close() {
    var running = execution;
    if (running != null) {
      Thread.ofVirtual().name("end").start(() -> end(running));
    }
  }

  private static void end(Execution running) {
    try {
      running.close();
    } catch (ExecException e) {
      LOG.atWarn().setCause(e).log("could not end a command");
    }
  }

  private static List<String> variables(SessionChannel channel, Environment environment) {
    var variables = new ArrayList<String>();
    environment
        .getEnv()
        .forEach((name, value) -> {
          if (name.startsWith("LC_") || name.equals("LANG")) {
            variables.add(name + "=" + value);
          }
        });
    if (channel.terminal().isPresent()) {
      variables.add("TERM=" + environment.getEnv().getOrDefault(Environment.ENV_TERM, "xterm"));
    }
    return variables;
  }
}
