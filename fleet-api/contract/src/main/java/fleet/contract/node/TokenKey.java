package fleet.contract.node;

import fleet.contract.identity.PublicKey;

/** The key that verifies tokens of the API. */
public record TokenKey(PublicKey key) {}
