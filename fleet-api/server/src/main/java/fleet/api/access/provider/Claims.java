package fleet.api.access.provider;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a provider says of somebody, in a token that was checked.
 *
 * @param subject what it calls them, for ever
 * @param all every claim, as JSON's own types
 */
record Claims(String subject, Map<String, Object> all) {
  /** A text that is not empty. */
  Optional<String> text(String name) {
    return Optional.ofNullable(all.get(name))
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .filter(text -> !text.isBlank());
  }

  /** Whether it is true; some providers write it as a text. */
  boolean isTrue(String name) {
    var value = all.get(name);
    return Boolean.TRUE.equals(value) || "true".equals(value);
  }

  /** A list of texts; a single one stands for a list of it. */
  List<String> texts(String name) {
    return switch (all.get(name)) {
      case String one -> List.of(one);
      case List<?> many ->
          many.stream().filter(String.class::isInstance).map(String.class::cast).toList();
      case null, default -> List.of();
    };
  }
}
