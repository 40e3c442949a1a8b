package fleet.supervisor.plan;

import fleet.contract.device.ReleaseTarget;
import fleet.contract.device.ServiceTarget;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What of ours the engine has now.
 *
 * @param images complete, verified and under our name
 * @param leftovers references of pulls that were cut off before the image got our name
 */
public record DeviceState(
    List<Container> containers,
    Set<ImageName> images,
    Set<String> leftovers,
    Set<String> networks,
    Set<String> volumes) {
  public static final DeviceState EMPTY =
      new DeviceState(List.of(), Set.of(), Set.of(), Set.of(), Set.of());

  public DeviceState {
    containers = List.copyOf(containers);
    images = Set.copyOf(images);
    leftovers = Set.copyOf(leftovers);
    networks = Set.copyOf(networks);
    volumes = Set.copyOf(volumes);
  }

  /** The container that serves this target; of two equal ones always the same. */
  public Optional<Container> containerFor(ServiceTarget service) {
    return containers.stream()
        .filter(container -> container.matches(service))
        .min(Comparator.comparing(container -> container.id().value()));
  }

  /** What the containers are called. */
  public Set<String> names(Names names) {
    return containers.stream().map(names::container).collect(Collectors.toUnmodifiableSet());
  }

  /** Says whether every image of the release is here. */
  public boolean hasImagesOf(ReleaseTarget release) {
    return release.services().stream().map(ImageName::of).allMatch(images::contains);
  }

  /** Says whether every service of the release runs, health aside. */
  public boolean runs(ReleaseTarget release) {
    return release.services().stream()
        .allMatch(service ->
            containerFor(service)
                .filter(container -> container.isRunning(service.spec()))
                .isPresent());
  }

  /** Says whether every service of the release runs and is healthy. */
  public boolean isSound(ReleaseTarget release) {
    return release.services().stream()
        .allMatch(service ->
            containerFor(service)
                .filter(container -> container.isSound(service.spec()))
                .isPresent());
  }
}
