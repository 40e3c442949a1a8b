package fleet.contract.trust;

import java.util.List;

/**
 * The installation's signing keys, for whoever begins to believe it.
 *
 * @param first the first generation
 * @param keys envelopes of {@link KeyStatement}s, from the second generation on
 */
public record TrustChain(TrustedKeys first, List<Envelope> keys) {
  public TrustChain {
    keys = List.copyOf(keys);
  }

  /** The newest generation that the chain leads to. */
  public TrustedKeys newest() {
    return first.follow(keys);
  }
}
