package fleet.contract.job;

import fleet.contract.identity.DeviceId;
import fleet.contract.identity.DeviceName;
import java.time.Instant;
import java.util.Optional;

/**
 * How it went for one device.
 *
 * @param name when the job was made
 * @param reason one clause; empty while it waits and when it is done
 * @param at when it had its turn
 */
public record JobDevice(
    DeviceId device, DeviceName name, JobDeviceState state, String reason, Optional<Instant> at) {}
