package fleet.api.query;

import java.time.Instant;
import java.util.Optional;

/** What queries mean, without a database. */
record InMemory(Instant now) {
  boolean matches(Query query, Facts device) {
    return switch (query) {
      case Query.All(var parts) -> parts.stream().allMatch(part -> matches(part, device));
      case Query.Any(var parts) -> parts.stream().anyMatch(part -> matches(part, device));
      case Query.Not(var part) -> !matches(part, device);
      case Query.TextIs(var field, var values) ->
          device.text(field).filter(values::contains).isPresent();
      case Query.TextLike(var field, var shape) ->
          device.text(field).filter(text -> isLike(text, shape)).isPresent();
      case Query.Exists(var field) ->
          device.text(field).filter(text -> isThere(field, text)).isPresent();
      case Query.VersionCompares(var field, var comparison, var version) ->
          device
              .text(field)
              .flatMap(VersionOrder::of)
              .filter(own -> holds(own.key().compareTo(version.key()), comparison))
              .isPresent();
      case Query.IdIs(var ids) -> ids.contains(device.id());
      case Query.StatusIs(var statuses) -> statuses.contains(device.status());
      case Query.AgeCompares(var moment, var comparison, var age) -> {
        var since =
            moment == Query.Moment.SEEN ? device.lastSeen() : Optional.of(device.createdAt());
        yield since.filter(at -> holds(now.minus(age).compareTo(at), comparison)).isPresent();
      }
      case Query.Holds(var claim) -> device.claims().contains(claim);
      case Query.PhaseIs(var phases) -> phases.contains(device.phase());
      case Query.PinLasts(var comparison, var rest) ->
          device
              .pinEnd()
              .filter(end -> holds(end.compareTo(now.plus(rest)), comparison))
              .isPresent();
      case Query.Member(var group) -> device.groups().contains(group);
      case Query.InGroup(var names) -> names.stream().anyMatch(device.groups()::contains);
    };
  }

  /** An empty note is none; an empty tag is one. */
  private static boolean isThere(TextField field, String text) {
    return !(field instanceof TextField.Column) || !text.isEmpty();
  }

  private static boolean holds(int order, Comparison comparison) {
    return switch (comparison) {
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      case GREATER_OR_EQUAL -> order >= 0;
    };
  }

  private static boolean isLike(String text, String shape) {
    if (shape.isEmpty()) {
      return text.isEmpty();
    }
    if (shape.charAt(0) == '*') {
      return isLike(text, shape.substring(1))
          || (!text.isEmpty() && isLike(text.substring(1), shape));
    }
    return !text.isEmpty()
        && text.charAt(0) == shape.charAt(0)
        && isLike(text.substring(1), shape.substring(1));
  }
}
