package fleet.supervisor.plan;

import fleet.contract.device.ServiceTarget;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.ServiceName;
import fleet.contract.release.Digest;
import java.nio.charset.StandardCharsets;

/**
 * What things of ours are called on the engine. The same target gives the same names, so an order
 * that was repeated meets itself; two devices on one engine never share a name.
 */
public record Names(DeviceId device, FleetName fleet) {
  private static final int SHORT = 8;

  /** The network of the services that name none. */
  public String network() {
    return "fleet-%s-%s".formatted(fleet, device.brief());
  }

  /** The volume behind a name of the composition; it outlives releases. */
  public String volume(String name) {
    return "fleet-%s-%s-%s".formatted(fleet, device.brief(), name);
  }

  /** The container that runs exactly this image with exactly this spec and these variables. */
  public String container(ServiceTarget service) {
    return container(service.service(), ImageName.of(service), SpecHash.of(service));
  }

  /** What this one was called when it was created. */
  public String container(Container container) {
    return container(container.service(), container.image(), container.spec());
  }

  private String container(ServiceName service, ImageName image, SpecHash spec) {
    var identity = "%s %s %s".formatted(device, image, spec.value());
    var hash = Digest.of(identity.getBytes(StandardCharsets.UTF_8)).hex();
    return "fleet-%s-%s".formatted(service, hash.substring(0, SHORT));
  }
}
