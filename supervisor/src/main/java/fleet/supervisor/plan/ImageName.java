package fleet.supervisor.plan;

import fleet.contract.device.ServiceTarget;
import fleet.contract.release.Digest;

/**
 * An image that the device keeps: by our name, because what the engine calls it differs by store.
 *
 * @param repository in the registry, {@code FLEET/SERVICE}
 * @param manifest digest of its manifest
 */
public record ImageName(String repository, Digest manifest) {
  /** What a service runs. */
  public static ImageName of(ServiceTarget service) {
    return new ImageName(service.repository(), service.image().manifest());
  }

  @Override
  public String toString() {
    return repository + "@" + manifest;
  }
}
