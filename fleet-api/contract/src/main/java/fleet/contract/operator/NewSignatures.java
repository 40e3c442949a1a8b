package fleet.contract.operator;

import fleet.contract.trust.EnvelopeSignature;
import java.util.List;

/**
 * What people signed of a release, with keys that the server does not have.
 *
 * @param signatures over the payload of its statement
 */
public record NewSignatures(List<EnvelopeSignature> signatures) {
  private static final int MAX = 15;

  public NewSignatures {
    signatures = List.copyOf(signatures);
    if (signatures.isEmpty() || signatures.size() > MAX) {
      throw new IllegalArgumentException("signatures: expected 1 to %d of them".formatted(MAX));
    }
  }
}
