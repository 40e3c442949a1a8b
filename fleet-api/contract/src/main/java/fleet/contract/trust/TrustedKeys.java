package fleet.contract.trust;

import fleet.contract.codec.Records;
import fleet.contract.identity.PublicKey;
import java.util.List;

/**
 * The signing key that somebody believes, and how they come to believe the next one. Immutable.
 *
 * @param generation of the key
 */
public record TrustedKeys(int generation, PublicKey key) {
  /**
   * Follows the chain of statements as far as each is signed by the key before it; what is older is
   * passed over, what does not hold ends the way.
   *
   * @param chain key statements in the order of their generations
   */
  public TrustedKeys follow(List<Envelope> chain) {
    var now = this;
    for (var link : chain) {
      now = now.next(link);
    }
    return now;
  }

  private TrustedKeys next(Envelope link) {
    return link.verified(KeyStatement.TYPE, List.of(key))
        .map(bytes -> Records.read(bytes, KeyStatement.class))
        .filter(statement -> statement.generation() == generation + 1)
        .map(statement -> new TrustedKeys(statement.generation(), statement.key()))
        .orElse(this);
  }
}
