package fleet.api.target;

import java.time.Duration;

/**
 * What holds for every device.
 *
 * @param registry where devices find images
 * @param reportInterval longest silence between two reports
 * @param soak how long a release must stay healthy before it counts
 * @param deadline how long a device may take to become healthy
 */
public record TargetTerms(
    RegistryDoor registry, Duration reportInterval, Duration soak, Duration deadline) {}
