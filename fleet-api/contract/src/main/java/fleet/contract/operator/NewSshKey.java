package fleet.contract.operator;

/**
 * An SSH public key of whoever asks, for {@code git push}.
 *
 * @param publicKey one OpenSSH line, {@code ssh-ed25519 AAAA... comment}
 */
public record NewSshKey(String name, String publicKey) {}
