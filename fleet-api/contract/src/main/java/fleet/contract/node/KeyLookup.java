package fleet.contract.node;

/**
 * Whose key is this?
 *
 * @param publicKey one OpenSSH line without comment, {@code ssh-ed25519 AAAA...}
 */
public record KeyLookup(String publicKey) {}
