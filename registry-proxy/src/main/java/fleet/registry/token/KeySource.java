package fleet.registry.token;

import fleet.contract.identity.PublicKey;

/** Where the key comes from. */
@FunctionalInterface
public interface KeySource {
  /** Asks for it now; throws when there is no answer. */
  PublicKey fetch();
}
