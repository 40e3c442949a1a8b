package fleet.contract.operator;

import java.time.Duration;

/**
 * A provisioning key to make.
 *
 * @param uses how many devices may register with it
 */
public record NewProvisioningKey(int uses, Duration validFor) {}
