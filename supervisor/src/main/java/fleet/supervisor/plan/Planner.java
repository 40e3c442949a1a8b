package fleet.supervisor.plan;

import fleet.contract.device.ReleaseTarget;
import fleet.contract.device.ServiceTarget;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the device should do next, and why. Pure: no I/O, clock or logging. */
public final class Planner {
  /** Returns the steps that may run now; an empty plan means that the device has its goal. */
  public Plan next(DeviceState current, Goal goal, Conditions conditions) {
    if (goal.release().isEmpty()) {
      return Plan.firstNonEmpty(
          stop(current.containers().stream(), "nothing is to run here"),
          remove(current.containers().stream()),
          removeUnused(current, goal));
    }
    var release = goal.release().get();
    if (!current.hasImagesOf(release)) {
      var early = new EarlyEnds(current, release);
      return fetchMissing(current, early, conditions)
          .and(early.deletions())
          .and(keepRunning(current, goal, early));
    }
    return Plan.firstNonEmpty(converge(current, release, goal), removeUnused(current, goal));
  }

  private static Plan fetchMissing(DeviceState current, EarlyEnds early, Conditions conditions) {
    return Plan.all(
        early.release().services().stream()
            .filter(service -> !current.images().contains(ImageName.of(service)))
            .map(service ->
                early.isAwaited(service) ? awaitEnd(service) : fetch(service, conditions)));
  }

  private static Plan awaitEnd(ServiceTarget service) {
    return wait(service, new Reason("what ran before it has to go first"));
  }

  private static Plan fetch(ServiceTarget service, Conditions conditions) {
    return conditions.fetching().contains(ImageName.of(service))
        ? wait(service, new Reason("its image is being fetched"))
        : Plan.of(new Step.FetchImage(service), "its image is not here");
  }

  private static Plan keepRunning(DeviceState current, Goal goal, EarlyEnds early) {
    return goal.meanwhile()
        .map(early::without)
        .filter(current::hasImagesOf)
        .map(release -> converge(current, release, goal))
        .orElseGet(early::stops);
  }

  /** Everything is here: only now are old containers stopped. */
  private static Plan converge(DeviceState current, ReleaseTarget release, Goal goal) {
    var changes = Changes.between(current, release);
    return Plan.firstNonEmpty(
        makeRoom(current, changes, goal),
        createResources(current, release, goal),
        createContainers(changes),
        joinNetworks(changes, goal.names()),
        stop(changes.outdated().stream(), "the release wants another container, or none"),
        startReady(changes),
        remove(changes.outdated().stream()),
        awaitDependencies(changes));
  }

  /** Addresses may be those of a network that is to go, so that one goes before. */
  private static Plan makeRoom(DeviceState current, Changes changes, Goal goal) {
    var wanted = Networks.of(goal.names(), changes.release());
    var isInTheWay =
        wanted.stream()
            .filter(network -> !current.networks().contains(network.name()))
            .anyMatch(network -> !network.shape().subnets().isEmpty());
    if (!isInTheWay || unwanted(current, wanted).findAny().isEmpty()) {
      return Plan.settled();
    }
    return Plan.firstNonEmpty(
        stop(changes.outdated().stream(), "its network has to go first"),
        remove(changes.outdated().stream()),
        removeNetworks(current, wanted));
  }

  private static Plan createResources(DeviceState current, ReleaseTarget release, Goal goal) {
    var networks =
        Networks.of(goal.names(), release).stream()
            .filter(network -> !current.networks().contains(network.name()))
            .map(network ->
                Plan.of(new Step.CreateNetwork(network), "services find each other in it"));
    var volumes =
        release.volumes().stream()
            .sorted()
            .map(goal.names()::volume)
            .filter(name -> !current.volumes().contains(name))
            .map(name -> Plan.of(new Step.CreateVolume(name), "a service mounts it"));
    return Plan.all(Stream.concat(networks, volumes));
  }

  private static Plan createContainers(Changes changes) {
    return Plan.all(
        changes
            .missing()
            .map(service ->
                Plan.of(
                    new Step.CreateContainer(changes.release().id(), service),
                    "the release wants it")));
  }

  private static Plan joinNetworks(Changes changes, Names names) {
    return Plan.all(
        changes
            .joined()
            .flatMap(service ->
                changes.container(service.service()).stream()
                    .flatMap(container -> joins(container, service, names))));
  }

  private static Stream<Plan> joins(Container container, ServiceTarget service, Names names) {
    return Networks.places(names, service).stream()
        .filter(place -> !container.networks().contains(place.network()))
        .map(place ->
            Plan.of(
                new Step.JoinNetwork(container.id(), service.service(), place),
                "the release wants it in there"));
  }

  private static Plan startReady(Changes changes) {
    return Plan.all(
        changes
            .idle()
            .filter(service -> Dependencies.unmet(changes, service).isEmpty())
            .flatMap(service ->
                changes.container(service.service()).stream()
                    .map(container ->
                        Plan.of(
                            new Step.StartContainer(container.id(), service),
                            "what it depends on is there"))));
  }

  private static Plan awaitDependencies(Changes changes) {
    return Plan.all(
        changes
            .idle()
            .flatMap(service ->
                Dependencies.unmet(changes, service).stream()
                    .map(reason -> wait(service, reason))));
  }

  static Plan stop(Stream<Container> containers, String reason) {
    return Plan.all(
        containers
            .filter(Container::isActive)
            .map(container ->
                Plan.of(new Step.StopContainer(container.id(), container.service()), reason)));
  }

  static Plan remove(Stream<Container> containers) {
    return Plan.all(
        containers.map(container ->
            Plan.of(
                new Step.RemoveContainer(container.id(), container.service()),
                "it has been replaced")));
  }

  private static Plan removeUnused(DeviceState current, Goal goal) {
    var needed = needed(current, goal);
    var images =
        current.images().stream()
            .filter(image -> !needed.contains(image))
            .map(image -> Plan.of(new Step.RemoveImage(image), "no kept release has it"));
    var leftovers =
        current.leftovers().stream()
            .sorted()
            .map(reference -> Plan.of(new Step.RemoveLeftover(reference), "its pull was cut off"));
    var wanted =
        goal.release().map(release -> Networks.of(goal.names(), release)).orElse(List.of());
    return Plan.all(Stream.concat(images, leftovers)).and(removeNetworks(current, wanted));
  }

  private static Plan removeNetworks(DeviceState current, List<Network> wanted) {
    return Plan.all(
        unwanted(current, wanted)
            .map(name -> Plan.of(new Step.RemoveNetwork(name), "no service is in it any more")));
  }

  private static Stream<String> unwanted(DeviceState current, List<Network> wanted) {
    var names = wanted.stream().map(Network::name).collect(Collectors.toUnmodifiableSet());
    return current.networks().stream().filter(name -> !names.contains(name)).sorted();
  }

  private static Set<ImageName> needed(DeviceState current, Goal goal) {
    var releases = Stream.concat(goal.release().stream(), goal.meanwhile().stream());
    var wanted = releases.flatMap(release -> release.services().stream()).map(ImageName::of);
    var used = current.containers().stream().map(Container::image);
    return Stream.concat(goal.keep().stream(), Stream.concat(wanted, used))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Plan wait(ServiceTarget service, Reason reason) {
    return Plan.of(new Step.Wait(service.service(), reason), reason.text());
  }
}
