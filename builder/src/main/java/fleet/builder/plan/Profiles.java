package fleet.builder.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code profiles}: a service that has some is one that people start by hand, and no part of a
 * release, unless {@code COMPOSE_PROFILES} in the project's {@code .env} names one of them.
 *
 * @param active that are named there
 */
record Profiles(Set<String> active) {
  private static final String ALL = "*";

  static Profiles of(Variables variables) {
    var named = variables.get("COMPOSE_PROFILES").orElse("");
    return new Profiles(Set.copyOf(List.of(named.split("\\s*,\\s*"))));
  }

  Map<String, Value> deployed(Map<String, Value> services) {
    var deployed = new LinkedHashMap<>(services);
    deployed.values().removeIf(this::leavesOut);
    if (deployed.isEmpty()) {
      throw services
          .values()
          .iterator()
          .next()
          .where()
          .refuse("has profiles, as every service here, so none is deployed", "remove profiles");
    }
    return deployed;
  }

  boolean leavesOut(Value service) {
    return service instanceof Value.Fields(var _, var fields)
        && fields.get("profiles") instanceof Value.Items(var _, var names)
        && !names.isEmpty()
        && names.stream().noneMatch(name -> active.contains(ALL) || active.contains(name.text()));
  }
}
