package fleet.supervisor.observe;

import fleet.contract.device.ServiceTarget;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.ReleaseId;
import fleet.contract.identity.ServiceName;
import fleet.contract.release.Digest;
import fleet.supervisor.engine.EngineContainer;
import fleet.supervisor.engine.Label;
import fleet.supervisor.plan.Container;
import fleet.supervisor.plan.ImageName;
import fleet.supervisor.plan.Names;
import fleet.supervisor.plan.SpecHash;
import java.util.Map;
import java.util.Optional;

/** What is written on everything that we make on the engine, and how it is read again. */
public final class Labels {
  private static final String DEVICE = "fleet.device";
  private static final String FLEET = "fleet.fleet";
  private static final String SERVICE = "fleet.service";
  private static final String RELEASE = "fleet.release";
  private static final String REPOSITORY = "fleet.repository";
  private static final String IMAGE = "fleet.image";
  private static final String SPEC = "fleet.spec";

  private Labels() {}

  /** What is on everything of this device. */
  public static Label owner(DeviceId device) {
    return new Label(DEVICE, device.toString());
  }

  /** For a network or a volume. */
  public static Map<String, String> of(Names names) {
    return Map.of(DEVICE, names.device().toString(), FLEET, names.fleet().toString());
  }

  /** For a container. */
  public static Map<String, String> of(Names names, ReleaseId release, ServiceTarget service) {
    return Map.of(
        DEVICE, names.device().toString(),
        FLEET, names.fleet().toString(),
        SERVICE, service.service().toString(),
        RELEASE, release.toString(),
        REPOSITORY, service.repository(),
        IMAGE, service.image().manifest().toString(),
        SPEC, SpecHash.of(service).value());
  }

  /** The container that these labels tell of; nothing when somebody else wrote them. */
  static Optional<Container> read(EngineContainer container) {
    var labels = container.labels();
    try {
      return Optional.of(
          new Container(
              container.id(),
              ServiceName.parse(label(labels, SERVICE)),
              ReleaseId.parse(label(labels, RELEASE)),
              new ImageName(label(labels, REPOSITORY), Digest.parse(label(labels, IMAGE))),
              new SpecHash(label(labels, SPEC)),
              container.state(),
              container.health(),
              container.restarts(),
              container.exitCode(),
              container.networks()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String label(Map<String, String> labels, String key) {
    return labels.getOrDefault(key, "");
  }
}
