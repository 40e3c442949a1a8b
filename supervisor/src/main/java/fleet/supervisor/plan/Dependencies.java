package fleet.supervisor.plan;

import fleet.contract.device.ServiceTarget;
import fleet.contract.identity.ServiceName;
import fleet.contract.release.DependencyCondition;
import java.util.Map;
import java.util.Optional;

/** Whether a service may start, by its {@code depends_on}. */
final class Dependencies {
  private Dependencies() {}

  /** The first thing that must happen before this service may start; nothing when it may. */
  static Optional<Reason> unmet(Changes changes, ServiceTarget service) {
    return service.spec().dependsOn().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .filter(entry -> !isMet(changes, entry.getKey(), entry.getValue()))
        .map(entry -> reason(entry.getKey(), entry.getValue()))
        .findFirst();
  }

  private static boolean isMet(
      Changes changes, ServiceName dependency, DependencyCondition condition) {
    var service = changes.service(dependency);
    var container = changes.container(dependency);
    if (service.isEmpty() || container.isEmpty()) {
      return false;
    }
    var spec = service.get().spec();
    return switch (condition) {
      case SERVICE_STARTED -> container.get().isActive() || container.get().isCompleted(spec);
      case SERVICE_HEALTHY -> container.get().isSound(spec);
      case SERVICE_COMPLETED_SUCCESSFULLY -> container.get().isCompleted(spec);
    };
  }

  private static Reason reason(ServiceName dependency, DependencyCondition condition) {
    return switch (condition) {
      case SERVICE_STARTED -> new Reason("%s has not started yet".formatted(dependency));
      case SERVICE_HEALTHY -> new Reason("%s is not healthy yet".formatted(dependency));
      case SERVICE_COMPLETED_SUCCESSFULLY ->
          new Reason("%s has not completed yet".formatted(dependency));
    };
  }
}
