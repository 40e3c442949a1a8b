package fleet.contract.device;

import fleet.contract.identity.ServiceName;
import fleet.contract.release.ImageVariant;
import fleet.contract.release.ServiceSpec;

/**
 * One service as this device runs it.
 *
 * @param repository in the registry, {@code FLEET/SERVICE}
 */
public record ServiceTarget(
    ServiceName service, String repository, ImageVariant image, ServiceSpec spec) {}
