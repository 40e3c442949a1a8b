package fleet.api.group;

import fleet.api.query.Query;
import fleet.contract.problem.ProblemException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which groups name which in their queries. Pure.
 *
 * @param named by each group's name those that its query names
 */
record Nesting(Map<String, Set<String>> named) {
  /** How many groups may stand in each other. */
  static final int DEEPEST = 4;

  Nesting {
    named = Map.copyOf(named);
  }

  static Nesting of(Map<String, String> queries) {
    return new Nesting(
        queries.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, query -> groups(query.getValue()))));
  }

  /** Those that nobody could ask for: they go down too far, or in a circle. */
  Set<String> tooDeep() {
    return named.keySet().stream().filter(this::isTooDeep).collect(Collectors.toSet());
  }

  private boolean isTooDeep(String group) {
    var level = Set.of(group);
    for (var depth = 0; depth < DEEPEST && !level.isEmpty(); depth++) {
      level =
          level.stream()
              .flatMap(name -> named.getOrDefault(name, Set.of()).stream())
              .collect(Collectors.toSet());
    }
    return level.stream().anyMatch(named::containsKey);
  }

  /** One that a newer server saved, in words that are not known here, is taken to name none. */
  private static Set<String> groups(String query) {
    var names = new HashSet<String>();
    try {
      var _ =
          Query.parse(query)
              .withGroups(name -> {
                names.add(name);
                return new Query.Member(name);
              });
    } catch (ProblemException e) {
      return Set.of();
    }
    return Set.copyOf(names);
  }
}
