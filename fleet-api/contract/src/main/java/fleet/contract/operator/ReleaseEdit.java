package fleet.contract.operator;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What to change of the words on a release.
 *
 * @param note in place of the one it has; kept when absent
 * @param tags to set
 * @param untag keys of tags to take off
 */
public record ReleaseEdit(Optional<String> note, Map<String, String> tags, Set<String> untag) {
  public ReleaseEdit {
    tags = Map.copyOf(tags);
    untag = Set.copyOf(untag);
  }
}
