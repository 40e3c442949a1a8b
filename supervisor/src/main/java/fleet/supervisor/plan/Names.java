package fleet.supervisor.plan;

import fleet.contract.device.ServiceTarget;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.FleetName;
import fleet.contract.release.Digest;
import java.nio.charset.StandardCharsets;

/**
 * What things of ours are called on the engine. The same target gives the same names, so an order
 * that was repeated meets itself; two devices on one engine never share a name.
 */
public record Names(DeviceId device, FleetName fleet) {
  private static final int SHORT = 8;

  /** The one network of the fleet's services. */
  public String network() {
    return "fleet-%s-%s".formatted(fleet, device.brief());
  }

  /** The volume behind a name of the composition; it outlives releases. */
  public String volume(String name) {
    return "fleet-%s-%s-%s".formatted(fleet, device.brief(), name);
  }

  /** The container that runs exactly this image with exactly this spec and these variables. */
  public String container(ServiceTarget service) {
    var identity =
        "%s %s %s".formatted(device, ImageName.of(service), SpecHash.of(service).value());
    var hash = Digest.of(identity.getBytes(StandardCharsets.UTF_8)).hex();
    return "fleet-%s-%s".formatted(service.service(), hash.substring(0, SHORT));
  }
}
