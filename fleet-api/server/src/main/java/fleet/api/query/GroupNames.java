package fleet.api.query;

import java.util.List;
import java.util.function.Function;

/** Puts what groups mean in the place of their names. */
record GroupNames(Function<String, Query> meaning) {
  Query replace(Query query) {
    return switch (query) {
      case Query.All(var parts) -> new Query.All(replace(parts));
      case Query.Any(var parts) -> new Query.Any(replace(parts));
      case Query.Not(var part) -> new Query.Not(replace(part));
      case Query.InGroup(var names) -> new Query.Any(names.stream().map(meaning).toList());
      case Query.TextIs _,
          Query.TextLike _,
          Query.Exists _,
          Query.VersionCompares _,
          Query.IdIs _,
          Query.StatusIs _,
          Query.AgeCompares _,
          Query.Holds _,
          Query.PhaseIs _,
          Query.PinLasts _,
          Query.Member _ ->
          query;
    };
  }

  private List<Query> replace(List<Query> parts) {
    return parts.stream().map(this::replace).toList();
  }
}
