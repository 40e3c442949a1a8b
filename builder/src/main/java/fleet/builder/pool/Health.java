package fleet.builder.pool;

import fleet.builder.engine.EngineException;
import fleet.builder.engine.EngineVersion;
import fleet.builder.pool.choice.Abilities;
import fleet.contract.release.Platform;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What was last heard of an engine.
 *
 * @param version absent until it has answered once
 * @param platforms whose programs run there
 * @param fault why it does not answer; absent while it does
 * @param since when it went away; absent while it answers, or never did
 * @param failures in a row
 */
record Health(
    Optional<EngineVersion> version,
    Set<Platform> platforms,
    Optional<EngineException> fault,
    Optional<Instant> since,
    int failures) {
  /** Before it was asked. */
  static final Health UNKNOWN =
      new Health(Optional.empty(), Set.of(), Optional.empty(), Optional.empty(), 0);

  boolean answers() {
    return version.isPresent() && fault.isEmpty();
  }

  static Health good(EngineVersion version, Set<Platform> platforms) {
    return new Health(Optional.of(version), platforms, Optional.empty(), Optional.empty(), 0);
  }

  Health worse(EngineException why, Instant now) {
    return new Health(
        version, platforms, Optional.of(why), since.or(() -> Optional.of(now)), failures + 1);
  }

  /**
   * For what it builds.
   *
   * @param only what it is said to be for; empty where nothing was said
   */
  Abilities abilities(Set<Platform> only) {
    var natively = new HashSet<Platform>();
    var emulated = new HashSet<Platform>();
    for (var platform : only.isEmpty() ? platforms : only) {
      var isNative = version.filter(it -> !it.emulates(platform)).isPresent();
      (isNative ? natively : emulated).add(platform);
    }
    if (only.isEmpty()) {
      version.map(it -> new Platform("linux", it.architecture(), "")).ifPresent(natively::add);
    }
    return new Abilities(natively, emulated, !only.isEmpty());
  }
}
