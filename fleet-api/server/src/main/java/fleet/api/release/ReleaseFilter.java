package fleet.api.release;

import fleet.contract.release.ReleaseState;
import java.util.Map;
import java.util.Optional;

/**
 * Which releases a list has.
 *
 * @param tags that they all must have
 */
public record ReleaseFilter(Optional<ReleaseState> state, Map<String, String> tags) {
  public ReleaseFilter {
    tags = Map.copyOf(tags);
  }
}
