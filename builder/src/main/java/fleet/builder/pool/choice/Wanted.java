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
 * @param worst how it may be built at worst
 */
public record Wanted(
    Platform platform, Set<EngineName> without, Optional<EngineName> warm, Way worst) {
  public Wanted {
    without = Set.copyOf(without);
  }

  /** One that was tried nowhere yet. */
  public static Wanted first(Platform platform, Optional<EngineName> warm) {
    return new Wanted(platform, Set.of(), warm, Way.UNSURE);
  }

  /** The same, but not on this one. */
  public Wanted without(EngineName engine) {
    var all = new HashSet<>(without);
    all.add(engine);
    return without(all);
  }

  /** The same, but not on these. */
  public Wanted without(Set<EngineName> engines) {
    return new Wanted(platform, engines, warm, worst);
  }

  /** The same, on what runs it, now that something was seen to. */
  public Wanted run() {
    return new Wanted(platform, without, warm, Way.EMULATED);
  }
}
