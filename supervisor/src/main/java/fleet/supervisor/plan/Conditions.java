package fleet.supervisor.plan;

import java.util.Set;

/**
 * What else the plan must respect.
 *
 * @param fetching images that are being fetched, or wait for their next attempt
 */
public record Conditions(Set<ImageName> fetching) {
  public Conditions {
    fetching = Set.copyOf(fetching);
  }
}
