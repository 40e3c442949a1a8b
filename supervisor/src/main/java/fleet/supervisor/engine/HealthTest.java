package fleet.supervisor.engine;

import java.util.List;

/**
 * What a container that has just started must pass to be healthy.
 *
 * @param command words that end with 0 in a healthy container
 * @param startedAt in the engine's words; tells one start of the container from another
 */
public record HealthTest(List<String> command, String startedAt) {
  public HealthTest {
    command = List.copyOf(command);
  }
}
