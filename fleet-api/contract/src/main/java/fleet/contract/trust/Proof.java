package fleet.contract.trust;

import java.util.List;

/**
 * Why a device should believe its target.
 *
 * @param release envelope of a {@link ReleaseStatement}
 * @param assignment envelope of an {@link AssignmentStatement} of that release
 * @param keys envelopes of {@link KeyStatement}s, from the second generation on
 */
public record Proof(Envelope release, Envelope assignment, List<Envelope> keys) {
  public Proof {
    keys = List.copyOf(keys);
  }
}
