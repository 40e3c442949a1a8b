package fleet.contract.operator;

/**
 * Asks for a way into a device.
 *
 * @param publicKey whose certificate is wanted, one OpenSSH line; made for this one use
 * @param landing a service's name, or {@code host}
 */
public record SshRequest(String publicKey, String landing) {}
