package fleet.contract.operator;

/**
 * Why a release must not run any more.
 *
 * @param reason one sentence that everybody reads who looks at the release, or at a device that had
 *     it
 */
public record Invalidation(String reason) {
  private static final int MAX_CHARS = 500;

  public Invalidation {
    if (reason.isBlank() || reason.length() > MAX_CHARS) {
      throw new IllegalArgumentException("a reason has 1 to %d characters".formatted(MAX_CHARS));
    }
  }
}
