package fleet.api.rollout;

import fleet.api.target.Fit;
import fleet.contract.release.Platform;
import fleet.contract.release.Release;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Why devices would not move to a release, each kind looked at once. Of one thread. */
final class Obstacles {
  private final Map<String, Optional<String>> misfits = new HashMap<>();
  private final Release release;

  Obstacles(Release release) {
    this.release = release;
  }

  Optional<String> of(String type, String platform, boolean isPinned) {
    if (isPinned) {
      return Optional.of("is pinned");
    }
    return misfits.computeIfAbsent(
        type + " " + platform,
        _ ->
            Fit.misfit(release, type, Platform.parse(platform))
                .map(clause -> "does not fit: " + clause));
  }
}
