package fleet.contract.operator;

import fleet.contract.identity.UserName;
import java.time.Instant;

/**
 * What was kept of a device that was removed.
 *
 * @param last the device as it was
 */
public record RemovedDevice(DeviceView last, UserName removedBy, Instant removedAt) {}
