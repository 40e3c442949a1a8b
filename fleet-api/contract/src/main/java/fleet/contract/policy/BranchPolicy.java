package fleet.contract.policy;

import java.util.List;
import java.util.Optional;

/**
 * What becomes of pushes to the branches of a fleet's repository.
 *
 * @param deploys whose pushes go to the devices; the repository's own first branch when absent
 * @param drafts whose pushes make drafts, in the order of their texts
 */
public record BranchPolicy(Optional<BranchName> deploys, List<BranchPattern> drafts) {
  private static final int MAX_PATTERNS = 50;

  /** Of a fleet for which nobody said anything. */
  public static final BranchPolicy NONE = new BranchPolicy(Optional.empty(), List.of());

  public BranchPolicy {
    drafts = drafts.stream().distinct().sorted().toList();
    if (drafts.size() > MAX_PATTERNS) {
      throw new IllegalArgumentException(
          "at most %d patterns name branches".formatted(MAX_PATTERNS));
    }
  }

  /** Whether a push to that branch makes a draft. */
  public boolean makesDrafts(String branch) {
    return drafts.stream().anyMatch(pattern -> pattern.matches(branch));
  }
}
