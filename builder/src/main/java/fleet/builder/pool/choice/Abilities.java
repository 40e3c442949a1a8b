package fleet.builder.pool.choice;

import fleet.contract.release.Platform;
import java.util.Optional;
import java.util.Set;

/**
 * The platforms for which an engine builds.
 *
 * @param natively whose programs it runs itself
 * @param emulated whose programs QEMU runs there
 * @param limited whether it is to build for no others
 */
public record Abilities(Set<Platform> natively, Set<Platform> emulated, boolean limited) {
  public Abilities {
    natively = Set.copyOf(natively);
    emulated = Set.copyOf(emulated);
  }

  /** How it builds for a platform; absent when it does not. */
  public Optional<Way> way(Platform platform) {
    if (covers(natively, platform)) {
      return Optional.of(Way.NATIVE);
    }
    if (covers(emulated, platform)) {
      return Optional.of(Way.EMULATED);
    }
    return limited ? Optional.empty() : Optional.of(Way.UNSURE);
  }

  private static boolean covers(Set<Platform> all, Platform wanted) {
    return all.stream().anyMatch(one -> covers(one, wanted));
  }

  /** A later version of ARM runs what was made for an earlier one. */
  private static boolean covers(Platform one, Platform wanted) {
    if (!one.os().equals(wanted.os()) || !one.architecture().equals(wanted.architecture())) {
      return false;
    }
    var both = !one.variant().isEmpty() && !wanted.variant().isEmpty();
    var later = one.architecture().equals("arm") && one.variant().compareTo(wanted.variant()) > 0;
    return !both || one.variant().equals(wanted.variant()) || later;
  }
}
