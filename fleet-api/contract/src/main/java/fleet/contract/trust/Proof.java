package fleet.contract.trust;

import java.util.List;

/**
 * Why a device should believe its target.
 *
 * @param release envelope of a {@link ReleaseStatement}
 * @param assignment envelope of an {@link AssignmentStatement} of that release
 * @param keys envelopes of {@link KeyStatement}s, from the second generation on
 * @param signers envelopes of all {@link Signers} that the fleet ever had, the first generation
 *     first
 */
public record Proof(
    Envelope release, Envelope assignment, List<Envelope> keys, List<Envelope> signers) {
  public Proof {
    keys = List.copyOf(keys);
    signers = List.copyOf(signers);
  }
}
