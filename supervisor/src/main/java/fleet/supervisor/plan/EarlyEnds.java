package fleet.supervisor.plan;

import fleet.contract.device.ReleaseTarget;
import fleet.contract.device.ServiceTarget;
import fleet.contract.release.UpdateRule;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The services of a release that end before their new images are fetched, by their strategies
 * {@code kill-then-download} and {@code delete-then-download}. Pure.
 */
record EarlyEnds(DeviceState current, ReleaseTarget release) {
  /** Whether its image waits until the service's old container, or also its old image, is gone. */
  boolean isAwaited(ServiceTarget service) {
    var rule = service.spec().updateRule();
    return (rule.killsFirst() && containers(service).anyMatch(Container::isActive))
        || (rule.deletesFirst()
            && (containers(service).findAny().isPresent() || !oldImages(service).isEmpty()));
  }

  /** The release before, without those that have ended. */
  ReleaseTarget without(ReleaseTarget before) {
    var gone =
        ended(UpdateRule::killsFirst)
            .map(ServiceTarget::service)
            .collect(Collectors.toUnmodifiableSet());
    return before.with(
        before.services().stream().filter(service -> !gone.contains(service.service())).toList());
  }

  /** Takes away the old images of those that want the room. */
  Plan deletions() {
    return Plan.all(
        ended(UpdateRule::deletesFirst)
            .filter(service -> containers(service).findAny().isEmpty())
            .flatMap(service -> oldImages(service).stream())
            .map(image -> Plan.of(new Step.RemoveImage(image), "the next one needs its room")));
  }

  /** Ends them where nothing else is kept running. */
  Plan stops() {
    var containers = ended(UpdateRule::killsFirst).flatMap(this::containers).toList();
    return Plan.firstNonEmpty(
        Planner.stop(containers.stream(), "its image is fetched after it has ended"),
        Planner.remove(containers.stream()));
  }

  private Stream<ServiceTarget> ended(Predicate<UpdateRule> rule) {
    return release.services().stream()
        .filter(service -> rule.test(service.spec().updateRule()))
        .filter(service -> !current.images().contains(ImageName.of(service)));
  }

  private Stream<Container> containers(ServiceTarget service) {
    return current.containers().stream()
        .filter(container -> container.service().equals(service.service()));
  }

  private List<ImageName> oldImages(ServiceTarget service) {
    return current.images().stream()
        .filter(image -> image.repository().equals(service.repository()))
        .filter(image -> !image.equals(ImageName.of(service)))
        .toList();
  }
}
