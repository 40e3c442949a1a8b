package fleet.builder.build;

import fleet.contract.identity.BuildId;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.UserName;
import java.util.List;

/**
 * A build as it stands in the queue: all that it takes to begin it, again if must be.
 *
 * @param options as the push gave them
 * @param hasSecrets whether the push brought some; they are nowhere but in the memory of the
 *     process that took it
 */
public record BuildOrder(
    BuildId id,
    FleetName fleet,
    UserName author,
    List<String> options,
    Source source,
    boolean hasSecrets) {
  public BuildOrder {
    options = List.copyOf(options);
  }
}
