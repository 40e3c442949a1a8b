package fleet.builder.plan;

import fleet.contract.identity.ServiceName;
import fleet.contract.release.DependencyCondition;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** {@code depends_on}: a list of services, or services with a condition. */
final class Dependencies {
  private static final Keys LONG = new Keys("condition", "required", "restart");

  private Dependencies() {}

  /**
   * @param services that are deployed
   */
  static Map<ServiceName, DependencyCondition> read(
      Value value, Set<String> services, Notes notes) {
    var dependencies = new LinkedHashMap<ServiceName, DependencyCondition>();
    if (value instanceof Value.Items list) {
      for (var item : list.values()) {
        dependencies.put(
            service(item.text(), item.where(), services), DependencyCondition.SERVICE_STARTED);
      }
      return dependencies;
    }
    value
        .fields()
        .forEach((name, field) -> {
          var condition = condition(field, notes);
          var isRequired = isRequired(field);
          if (isRequired || services.contains(name)) {
            dependencies.put(service(name, field.where(), services), condition);
          }
        });
    return dependencies;
  }

  private static boolean isRequired(Value value) {
    return value instanceof Value.Nothing
        || Values.present(value.fields(), "required").map(Value::flag).orElse(true);
  }

  /** Refuses services that wait for each other. */
  static void refuseCircles(Map<String, Value> services, Map<String, Set<String>> waitsFor) {
    var ended = new HashSet<String>();
    for (var service : services.entrySet()) {
      follow(service.getKey(), service.getValue(), new LinkedHashSet<>(), ended, waitsFor);
    }
  }

  /** Each is followed once, however many wait for it. */
  private static void follow(
      String name,
      Value value,
      Set<String> path,
      Set<String> ended,
      Map<String, Set<String>> waitsFor) {
    if (ended.contains(name)) {
      return;
    }
    if (!path.add(name)) {
      throw value
          .where()
          .refuse("waits for itself: %s -> %s".formatted(String.join(" -> ", path), name), "");
    }
    for (var next : waitsFor.getOrDefault(name, Set.of())) {
      follow(next, value, path, ended, waitsFor);
    }
    path.remove(name);
    ended.add(name);
  }

  private static ServiceName service(String name, Where where, Set<String> services) {
    if (!services.contains(name)) {
      throw where.refuse("there is no service '%s'".formatted(name), "");
    }
    return ServiceName.parse(name);
  }

  private static DependencyCondition condition(Value value, Notes notes) {
    if (value instanceof Value.Nothing) {
      return DependencyCondition.SERVICE_STARTED;
    }
    LONG.check(value);
    Values.present(value.fields(), "restart")
        .filter(Value::flag)
        .ifPresent(it -> notes.unused(it.where(), "a service runs on when another starts anew"));
    var condition = value.fields().get("condition");
    if (condition == null) {
      return DependencyCondition.SERVICE_STARTED;
    }
    for (var known : DependencyCondition.values()) {
      if (known.name().toLowerCase(Locale.ROOT).equals(condition.text())) {
        return known;
      }
    }
    throw condition
        .where()
        .refuse(
            "'%s' is not a condition".formatted(condition.text()),
            "service_started, service_healthy or service_completed_successfully");
  }
}
