package fleet.builder.pool.choice;

import fleet.contract.identity.EngineName;
import fleet.contract.operator.EngineView.EngineState;

/**
 * An engine as it is now.
 *
 * @param weight its share of the work, against that of others
 * @param atOnce how many images it builds at a time
 * @param running how many it builds now
 */
public record Candidate(
    EngineName name, Abilities abilities, int weight, int atOnce, int running, EngineState state) {
  boolean hasRoom() {
    return running < atOnce;
  }

  /** How much of its share it would be at with one image more. */
  double load() {
    return (running + 1.0) / weight;
  }
}
