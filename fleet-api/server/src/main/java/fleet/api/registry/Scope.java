package fleet.api.registry;

import fleet.contract.identity.RegistryAccess;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads scopes, {@code repository:NAME:ACTION,ACTION}, as Docker's token specification has them.
 */
final class Scope {
  private static final int MAX_SCOPES = 100;
  private static final String REPOSITORY = "repository";

  private Scope() {}

  /** Every scope of every parameter; each may hold several, with spaces between. */
  static List<RegistryAccess> parse(List<String> parameters) {
    return parameters.stream()
        .flatMap(parameter -> Arrays.stream(parameter.strip().split(" +")))
        .filter(scope -> !scope.isEmpty())
        .limit(MAX_SCOPES)
        .map(Scope::parseOne)
        .toList();
  }

  private static RegistryAccess parseOne(String scope) {
    var first = scope.indexOf(':');
    var last = scope.lastIndexOf(':');
    if (first < 1 || last == first) {
      throw new IllegalArgumentException("not a scope: expected repository:FLEET/SERVICE:pull");
    }
    return new RegistryAccess(
        scope.substring(0, first),
        scope.substring(first + 1, last),
        Arrays.stream(scope.substring(last + 1).split(",")).collect(Collectors.toSet()));
  }

  /** What of the wish is allowed; nothing when that is nothing. */
  static Optional<RegistryAccess> narrow(RegistryAccess wish, Set<String> allowed) {
    var actions = wish.actions().stream().filter(allowed::contains).collect(Collectors.toSet());
    return actions.isEmpty() || !wish.type().equals(REPOSITORY)
        ? Optional.empty()
        : Optional.of(new RegistryAccess(REPOSITORY, wish.name(), actions));
  }
}
