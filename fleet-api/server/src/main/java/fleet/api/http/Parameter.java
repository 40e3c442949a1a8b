package fleet.api.http;

import io.vertx.core.MultiMap;
import java.time.DateTimeException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A value that a request carries in its path, query or headers: how it is published and how it is
 * read. One that is empty in a query is none.
 *
 * @param name of one in a query {@link Form#KEYED}, what stands before the dot
 * @param meaning one sentence for the published document
 */
record Parameter<T>(String name, Form form, Kind<T> kind, String meaning) {
  /** How often it is there. */
  enum Form {
    OPTIONAL,
    REQUIRED,
    /** Any number of times. */
    REPEATED,
    /** Any number of times, each with a key of its own: {@code tag.site=berlin}. */
    KEYED
  }

  static <T> Parameter<T> optional(String name, Kind<T> kind, String meaning) {
    return new Parameter<>(name, Form.OPTIONAL, kind, meaning);
  }

  static <T> Parameter<T> required(String name, Kind<T> kind, String meaning) {
    return new Parameter<>(name, Form.REQUIRED, kind, meaning);
  }

  static <T> Parameter<T> repeated(String name, Kind<T> kind, String meaning) {
    return new Parameter<>(name, Form.REPEATED, kind, meaning);
  }

  static <T> Parameter<T> keyed(String name, Kind<T> kind, String meaning) {
    return new Parameter<>(name, Form.KEYED, kind, meaning);
  }

  /**
   * Reads a text.
   *
   * @throws IllegalArgumentException with its name, when it is not of its kind
   */
  T read(String text) {
    try {
      return kind.read().apply(text);
    } catch (DateTimeException e) {
      throw wrong("expected a time like 2026-11-24T00:00:00Z", e);
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()), e);
    }
  }

  private IllegalArgumentException wrong(String why, RuntimeException cause) {
    return new IllegalArgumentException("%s: %s".formatted(name, why), cause);
  }

  /** The names by which a query carries it. */
  List<String> names(MultiMap query) {
    return form == Form.KEYED
        ? query.names().stream().filter(key -> key.startsWith(name + ".")).toList()
        : List.of(name);
  }

  /** How the names look by which a query carries what has keys. */
  String keyedForm() {
    return "^%s\\.[A-Za-z0-9][A-Za-z0-9._-]{0,62}$".formatted(name);
  }

  /** Its values in a query. */
  Stream<T> values(MultiMap query) {
    return names(query).stream()
        .flatMap(key -> query.getAll(key).stream())
        .filter(text -> !text.isEmpty())
        .map(this::read);
  }

  /**
   * Reads all of it.
   *
   * @throws IllegalArgumentException with its name, when that cannot be
   */
  void require(MultiMap query) {
    var given = values(query).toList();
    if (form == Form.REQUIRED && given.isEmpty()) {
      throw new IllegalArgumentException(name + ": is missing");
    }
    if (form == Form.KEYED
        && !names(query).stream().allMatch(Pattern.compile(keyedForm()).asMatchPredicate())) {
      throw new IllegalArgumentException(
          name + ": a key is 1 to 63 letters, digits, '.', '_' and '-'");
    }
  }
}
