package fleet.contract.operator;

import fleet.contract.identity.Secret;

/**
 * A new provisioning key; the only time that the key itself is shown.
 *
 * @param install one line for the device's shell
 */
public record ProvisioningKey(ProvisioningKeyView about, Secret key, String install) {}
