package fleet.contract.device;

import fleet.contract.identity.Secret;
import java.time.Duration;
import java.time.Instant;

/**
 * Opens the device API and the registry's token route for a while.
 *
 * @param validFor from now, so that a device with a wrong clock can count it
 * @param serverTime for devices whose clock is wrong
 */
public record DeviceSession(Secret accessToken, Duration validFor, Instant serverTime) {}
