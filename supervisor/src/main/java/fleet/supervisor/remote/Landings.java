package fleet.supervisor.remote;

import fleet.contract.identity.DeviceId;
import fleet.supervisor.exec.Engine;
import fleet.supervisor.exec.ServiceContainer;
import fleet.supervisor.exec.TerminalSize;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.command.CommandFactory;
import org.apache.sshd.server.shell.ShellFactory;

/** Where people land: the user name of the login is the service whose container they come into. */
record Landings(DeviceId device, Engine engine) implements ShellFactory, CommandFactory {
  private static final String HOST = "host";

  /** A login shell, the better one where there are two. */
  private static final List<String> SHELL =
      List.of(
          "/bin/sh", "-c", "if [ -x /bin/bash ]; then exec /bin/bash -l; else exec /bin/sh -l; fi");

  @Override
  public Command createShell(ChannelSession channel) {
    return new LandingCommand(this, SHELL);
  }

  @Override
  public Command createCommand(ChannelSession channel, String command) {
    return new LandingCommand(this, List.of("/bin/sh", "-c", command));
  }

  /**
   * The container of that service.
   *
   * @throws NowhereToLand when there is none
   */
  ServiceContainer find(String landing) throws NowhereToLand {
    if (landing.equals(HOST)) {
      throw new NowhereToLand("this device lets nobody onto its host, only into its services");
    }
    var running = engine.running(device);
    return running.stream()
        .filter(container -> container.service().value().equals(landing))
        .findFirst()
        .orElseThrow(() -> new NowhereToLand(missing(landing, running)));
  }

  /**
   * The command behind one that sizes its terminal: the engine can do so only when the command runs
   * already, and a quick one would have looked before.
   */
  static List<String> sized(List<String> command, TerminalSize size) {
    if (size.rows() == 0 || size.columns() == 0) {
      return command;
    }
    var script =
        "stty rows %d cols %d 2>/dev/null; exec \"$@\"".formatted(size.rows(), size.columns());
    return Stream.concat(Stream.of("/bin/sh", "-c", script, "sh"), command.stream()).toList();
  }

  static String missing(String landing, List<ServiceContainer> running) {
    var names =
        running.stream().map(c -> c.service().value()).distinct().collect(Collectors.joining(", "));
    return "there is no running service '%s' on this device; it has: %s"
        .formatted(landing, names.isEmpty() ? "none" : names);
  }
}
