package fleet.builder.plan;

import fleet.contract.identity.ServiceName;
import fleet.contract.release.DependencyCondition;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** {@code depends_on}: a list of services, or services with a condition. */
final class Dependencies {
  private static final Keys LONG = new Keys("condition");

  private Dependencies() {}

  static Map<ServiceName, DependencyCondition> read(Value value, Set<String> services) {
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
        .forEach((name, field) ->
            dependencies.put(service(name, field.where(), services), condition(field)));
    return dependencies;
  }

  /** Refuses services that wait for each other. */
  static void refuseCircles(Map<String, Value> services, Map<String, Set<String>> waitsFor) {
    for (var name : services.keySet()) {
      follow(name, new LinkedHashSet<>(), services, waitsFor);
    }
  }

  private static void follow(
      String name,
      Set<String> path,
      Map<String, Value> services,
      Map<String, Set<String>> waitsFor) {
    if (!path.add(name)) {
      var value = services.get(name);
      if (value != null) {
        throw value
            .where()
            .refuse("waits for itself: %s -> %s".formatted(String.join(" -> ", path), name), "");
      }
    }
    for (var next : waitsFor.getOrDefault(name, Set.of())) {
      follow(next, path, services, waitsFor);
    }
    path.remove(name);
  }

  private static ServiceName service(String name, Where where, Set<String> services) {
    if (!services.contains(name)) {
      throw where.refuse("there is no service '%s'".formatted(name), "");
    }
    return ServiceName.parse(name);
  }

  private static DependencyCondition condition(Value value) {
    if (value instanceof Value.Nothing) {
      return DependencyCondition.SERVICE_STARTED;
    }
    LONG.check(value);
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
