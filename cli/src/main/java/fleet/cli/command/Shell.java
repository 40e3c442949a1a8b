package fleet.cli.command;

import fleet.cli.output.Terminal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;

/**
 * All that a command finds around it.
 *
 * @param environment variables of the process
 * @param folder that relative paths are meant from
 */
public record Shell(Terminal terminal, Map<String, String> environment, Path folder, Clock clock) {
  public Shell {
    environment = Map.copyOf(environment);
  }

  /** This process's own. */
  public static Shell ofProcess() {
    var environment = System.getenv();
    return new Shell(
        Terminal.ofProcess(environment),
        environment,
        Path.of("").toAbsolutePath(),
        Clock.system(ZoneId.systemDefault()));
  }
}
