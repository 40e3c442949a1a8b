package fleet.contract.operator;

import java.time.Instant;

/**
 * An SSH public key that is known.
 *
 * @param fingerprint as OpenSSH prints it, {@code SHA256:...}
 */
public record SshKeyView(String fingerprint, String name, String publicKey, Instant addedAt) {}
