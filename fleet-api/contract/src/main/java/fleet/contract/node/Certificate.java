package fleet.contract.node;

import java.time.Instant;

/**
 * A certificate.
 *
 * @param line one OpenSSH line, {@code ssh-ed25519-cert-v01@openssh.com AAAA...}
 */
public record Certificate(String line, Instant expiresAt) {}
