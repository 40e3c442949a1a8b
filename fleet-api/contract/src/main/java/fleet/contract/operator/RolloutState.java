package fleet.contract.operator;

/**
 * How a rollout stands.
 *
 * <pre>
 * RUNNING &lt;--&gt; SOAKING --&gt; DONE
 *    |            |
 *    +--&gt; HALTED &lt;+     HALTED --resume--&gt; RUNNING     any but DONE --abort--&gt; ABORTED
 * </pre>
 */
public enum RolloutState {
  /** The first devices move to the release. */
  RUNNING,
  /** It is healthy on all of them, and must stay so for a while. */
  SOAKING,
  /** It failed on one of them: nobody else moves until somebody decides. */
  HALTED,
  /** It is the fleet's release now. */
  DONE,
  /** It was given up; the devices are back at the fleet's release. */
  ABORTED;

  /** Says whether it may still move devices. */
  public boolean isOpen() {
    return this == RUNNING || this == SOAKING || this == HALTED;
  }
}
