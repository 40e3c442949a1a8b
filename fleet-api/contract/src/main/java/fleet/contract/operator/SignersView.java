package fleet.contract.operator;

import fleet.contract.trust.Envelope;
import fleet.contract.trust.Signers;
import java.util.List;
import java.util.Optional;

/**
 * Who signs a fleet's releases besides the server.
 *
 * @param present absent where nobody was ever named
 * @param chain envelopes of all generations, the first one first, each signed by the server too
 */
public record SignersView(Optional<Signers> present, List<Envelope> chain) {
  public SignersView {
    chain = List.copyOf(chain);
  }
}
