package fleet.supervisor.report;

import fleet.contract.device.ActionResult;
import fleet.contract.device.ContainerState;
import fleet.contract.device.Failure;
import fleet.contract.device.Health;
import fleet.contract.device.Phase;
import fleet.contract.device.ReleaseTarget;
import fleet.contract.device.ServiceState;
import fleet.contract.device.ServiceTarget;
import fleet.contract.device.TrustState;
import fleet.contract.identity.ReleaseId;
import fleet.supervisor.plan.Container;
import fleet.supervisor.plan.DeviceState;
import fleet.supervisor.target.Quarantine;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a report says, without its number and its time: two equal ones need not both be sent. */
record Facts(
    Phase phase,
    Optional<ReleaseId> target,
    Optional<ReleaseId> running,
    Optional<ReleaseId> healthy,
    List<ServiceState> services,
    Optional<Failure> failure,
    List<ActionResult> actions,
    Optional<Long> variables,
    TrustState trust) {

  static Facts of(Situation situation) {
    var seen = situation.seen();
    var course = situation.course();
    var journal = situation.journal();
    var candidates = Stream.of(course.chosen(), journal.trial(), journal.healthy());
    return new Facts(
        phase(situation),
        course.wanted().map(ReleaseTarget::id),
        candidates.flatMap(Optional::stream).filter(seen::runs).findFirst().map(ReleaseTarget::id),
        journal.healthy().filter(seen::isSound).map(ReleaseTarget::id),
        course.chosen().map(release -> services(release, seen)).orElse(List.of()),
        journal.quarantine().map(Quarantine::failure).or(situation::trouble),
        situation.actions(),
        course.wanted().filter(seen::runs).flatMap(_ -> situation.revision()),
        situation.trust());
  }

  private static Phase phase(Situation situation) {
    var seen = situation.seen();
    var course = situation.course();
    if (course.chosen().isEmpty()) {
      return Phase.IDLE;
    }
    var chosen = course.chosen().get();
    if (situation.journal().isQuarantined(chosen)) {
      return Phase.FAILED;
    }
    if (!seen.hasImagesOf(chosen)) {
      return Phase.DOWNLOADING;
    }
    if (!seen.runs(chosen)) {
      return Phase.APPLYING;
    }
    if (course.returned()) {
      return Phase.ROLLED_BACK;
    }
    return course.onTrial() ? Phase.PROVING : Phase.SETTLED;
  }

  private static List<ServiceState> services(ReleaseTarget release, DeviceState seen) {
    return release.services().stream().map(service -> state(release, service, seen)).toList();
  }

  private static ServiceState state(
      ReleaseTarget release, ServiceTarget service, DeviceState seen) {
    var wanted = seen.containerFor(service);
    var any =
        seen.containers().stream()
            .filter(container -> container.service().equals(service.service()))
            .findFirst();
    return wanted
        .or(() -> any)
        .map(container -> state(container, wanted.isPresent() ? release.id() : container.release()))
        .orElseGet(() ->
            new ServiceState(
                service.service(),
                Optional.empty(),
                Optional.empty(),
                ContainerState.MISSING,
                Health.NONE,
                0,
                Optional.empty()));
  }

  private static ServiceState state(Container container, ReleaseId release) {
    return new ServiceState(
        container.service(),
        Optional.of(release),
        Optional.of(container.image().manifest()),
        container.state(),
        container.health(),
        container.restarts(),
        container.exitCode());
  }
}
