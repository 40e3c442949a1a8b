package fleet.supervisor.trust;

import fleet.contract.device.ReleaseTarget;
import fleet.contract.device.ServiceTarget;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.ServiceName;
import fleet.contract.release.ServiceImages;
import fleet.contract.release.ServiceSpec;
import fleet.contract.trust.ReleaseStatement;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whether a target says of a release what was signed of it: no more, no less. Pure. */
final class Match {
  private Match() {}

  /** The first difference, as a clause; nothing when there is none. */
  static Optional<String> wrong(FleetName fleet, ReleaseTarget target, ReleaseStatement signed) {
    if (!fleet.equals(signed.fleet())) {
      return Optional.of("a release of fleet %s was signed".formatted(signed.fleet()));
    }
    if (!target.id().equals(signed.release())) {
      return Optional.of("another release was signed");
    }
    var services = byName(signed);
    var named = target.services().stream().map(ServiceTarget::service).collect(Collectors.toSet());
    if (!named.equals(services.keySet()) || named.size() != target.services().size()) {
      return Optional.of("its services are not those that were signed");
    }
    if (!target.volumes().equals(signed.composition().volumes())) {
      return Optional.of("its volumes are not those that were signed");
    }
    return target.services().stream()
        .filter(service -> !isSigned(service, services, signed))
        .findFirst()
        .map(service -> "service %s is not what was signed".formatted(service.service()));
  }

  private static Map<ServiceName, ServiceImages> byName(ReleaseStatement signed) {
    return signed.services().stream()
        .collect(Collectors.toMap(ServiceImages::service, Function.identity(), (one, _) -> one));
  }

  private static boolean isSigned(
      ServiceTarget service, Map<ServiceName, ServiceImages> images, ReleaseStatement signed) {
    var known = images.get(service.service());
    var spec = signed.composition().services().getOrDefault(service.service(), ServiceSpec.plain());
    return known != null
        && known.repository().equals(service.repository())
        && known.variants().contains(service.image())
        && spec.equals(service.spec());
  }
}
