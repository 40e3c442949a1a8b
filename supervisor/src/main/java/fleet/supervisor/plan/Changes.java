package fleet.supervisor.plan;

import fleet.contract.device.ReleaseTarget;
import fleet.contract.device.ServiceTarget;
import fleet.contract.identity.ServiceName;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What lies between the device and one release.
 *
 * @param present the right container of each service that has one
 * @param outdated containers of ours that the release does not want
 */
record Changes(
    ReleaseTarget release, Map<ServiceName, Container> present, List<Container> outdated) {

  static Changes between(DeviceState current, ReleaseTarget release) {
    var present = new LinkedHashMap<ServiceName, Container>();
    for (var service : release.services()) {
      current
          .containerFor(service)
          .ifPresent(container -> present.put(service.service(), container));
    }
    var wanted = new HashSet<>(present.values());
    var outdated =
        current.containers().stream().filter(container -> !wanted.contains(container)).toList();
    return new Changes(release, present, outdated);
  }

  Stream<ServiceTarget> missing() {
    return release.services().stream().filter(service -> !present.containsKey(service.service()));
  }

  /** Services whose right container is there and ought to be started by us. */
  Stream<ServiceTarget> idle() {
    return release.services().stream()
        .filter(service ->
            container(service.service())
                .filter(container -> container.needsStart(service.spec()))
                .isPresent());
  }

  /** Services that say which networks they are in. */
  Stream<ServiceTarget> joined() {
    return release.services().stream()
        .filter(service -> service.spec().networks().isPresent())
        .filter(service -> !service.spec().runsOutsideNetworks());
  }

  Optional<Container> container(ServiceName service) {
    return Optional.ofNullable(present.get(service));
  }

  Optional<ServiceTarget> service(ServiceName name) {
    return release.services().stream()
        .filter(service -> service.service().equals(name))
        .findFirst();
  }
}
