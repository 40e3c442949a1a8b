package fleet.supervisor.health;

import fleet.contract.device.ReleaseTarget;
import fleet.contract.device.ServiceTarget;
import fleet.supervisor.plan.Container;
import fleet.supervisor.plan.ContainerId;
import fleet.supervisor.plan.DeviceState;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Judges a release on trial. Pure. */
public final class Judge {
  private Judge() {}

  /** What is known after this look. */
  public static Verdict judge(Trial trial, ReleaseTarget release, DeviceState seen, Instant now) {
    var restarts = restarts(release, seen);
    var soundSince =
        seen.isSound(release) && !grew(trial.restarts(), restarts)
            ? trial.soundSince().or(() -> Optional.of(now))
            : Optional.<Instant>empty();
    var proven = soundSince.map(since -> since.plus(release.soak()));
    if (proven.filter(at -> !now.isBefore(at)).isPresent()) {
      return new Verdict.Proven();
    }
    var deadline = trial.startedAt().plus(release.deadline());
    if (!now.isBefore(deadline)) {
      return failure(release, seen);
    }
    var lookAgainAt = proven.filter(at -> at.isBefore(deadline)).orElse(deadline);
    return new Verdict.Proving(new Trial(trial.startedAt(), soundSince, restarts), lookAgainAt);
  }

  private static Map<ContainerId, Integer> restarts(ReleaseTarget release, DeviceState seen) {
    return release.services().stream()
        .flatMap(service -> seen.containerFor(service).stream())
        .collect(Collectors.toUnmodifiableMap(Container::id, Container::restarts));
  }

  private static boolean grew(Map<ContainerId, Integer> before, Map<ContainerId, Integer> now) {
    return now.entrySet().stream()
        .anyMatch(
            entry -> entry.getValue() > before.getOrDefault(entry.getKey(), entry.getValue()));
  }

  private static Verdict failure(ReleaseTarget release, DeviceState seen) {
    var unsound =
        release.services().stream()
            .filter(service -> !isSound(service, seen))
            .max(Comparator.comparingInt(service -> blame(service, seen)));
    var culprit = unsound.or(() -> mostRestarted(release, seen));
    var reason =
        culprit
            .map(service -> reason(service, seen))
            .orElse("it was not healthy for the soak time");
    return new Verdict.Failed(
        culprit.map(ServiceTarget::service),
        "%s before the deadline of %d s".formatted(reason, release.deadline().toSeconds()));
  }

  private static boolean isSound(ServiceTarget service, DeviceState seen) {
    return seen.containerFor(service)
        .filter(container -> container.isSound(service.spec()))
        .isPresent();
  }

  /** A service that fails is named before one that only waits for it. */
  private static int blame(ServiceTarget service, DeviceState seen) {
    return seen.containerFor(service)
        .map(container ->
            switch (container.state()) {
              case EXITED, RESTARTING -> 3;
              case RUNNING -> 2;
              case MISSING, CREATED -> service.spec().dependsOn().isEmpty() ? 1 : 0;
            })
        .orElse(1);
  }

  private static Optional<ServiceTarget> mostRestarted(ReleaseTarget release, DeviceState seen) {
    return release.services().stream()
        .filter(service -> restartsOf(service, seen) > 0)
        .max(Comparator.comparingInt(service -> restartsOf(service, seen)));
  }

  private static int restartsOf(ServiceTarget service, DeviceState seen) {
    return seen.containerFor(service).map(Container::restarts).orElse(0);
  }

  private static String reason(ServiceTarget service, DeviceState seen) {
    var container = seen.containerFor(service);
    if (container.isEmpty()) {
      return "service %s could not be created".formatted(service.service());
    }
    return switch (container.get().state()) {
      case MISSING, CREATED -> "service %s did not start".formatted(service.service());
      case EXITED, RESTARTING ->
          "service %s ended with exit code %d and %d restarts"
              .formatted(
                  service.service(),
                  container.get().exitCode().orElse(0),
                  container.get().restarts());
      case RUNNING ->
          container.get().restarts() > 0
              ? "service %s was restarted %d times"
                  .formatted(service.service(), container.get().restarts())
              : "service %s did not become healthy".formatted(service.service());
    };
  }
}
