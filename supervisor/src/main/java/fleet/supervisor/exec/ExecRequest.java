package fleet.supervisor.exec;

import java.util.List;
import java.util.Optional;

/**
 * What to run where.
 *
 * @param container its id
 * @param environment {@code NAME=value} each
 * @param terminal a pseudo-terminal of this size; none keeps stdout and stderr apart
 */
public record ExecRequest(
    String container,
    List<String> command,
    List<String> environment,
    Optional<TerminalSize> terminal) {
  public ExecRequest {
    command = List.copyOf(command);
    environment = List.copyOf(environment);
  }
}
