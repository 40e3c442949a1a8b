package fleet.api.target;

import java.time.Duration;

/**
 * What holds for every device.
 *
 * @param registryPort where the registry answers, in plain, on the host by which the device reached
 *     the API
 * @param reportInterval longest silence between two reports
 * @param soak how long a release must stay healthy before it counts
 * @param deadline how long a device may take to become healthy
 */
public record TargetTerms(
    int registryPort, Duration reportInterval, Duration soak, Duration deadline) {}
