package fleet.builder.pool.choice;

import fleet.contract.identity.EngineName;
import fleet.contract.release.Platform;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * An image that needs an engine.
 *
 * @param without engines that failed at it already
 * @param warm which one made it last, and has its steps in its cache
 */
public record Wanted(Platform platform, Set<EngineName> without, Optional<EngineName> warm) {
  public Wanted {
    without = Set.copyOf(without);
  }

  /** The same, but not on this one. */
  public Wanted without(EngineName engine) {
    var all = new HashSet<>(without);
    all.add(engine);
    return new Wanted(platform, all, warm);
  }
}
