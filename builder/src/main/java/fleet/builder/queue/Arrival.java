package fleet.builder.queue;

import fleet.builder.build.BuildOrder;
import fleet.builder.source.WorkFolder;
import fleet.contract.identity.SecretBytes;
import java.util.Map;
import java.util.Optional;

/**
 * A build that is to join the queue, with what only this process has of it.
 *
 * @param secrets that the push brings, by name; nowhere but in memory
 * @param work with its files already; taken over by the queue, which removes it
 */
public record Arrival(
    BuildOrder order, Map<String, SecretBytes> secrets, Optional<WorkFolder> work) {
  public Arrival {
    secrets = Map.copyOf(secrets);
  }
}
