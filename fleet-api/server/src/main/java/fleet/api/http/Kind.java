package fleet.api.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fleet.api.schema.Schemas;
import fleet.contract.Json;
import java.math.BigInteger;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What the text of a parameter may be: how the document says it and how it is read, so that both
 * are one.
 *
 * @param read fails with {@link IllegalArgumentException} for what the schema does not allow
 */
record Kind<T>(Function<Schemas, ObjectNode> schema, Function<String, T> read) {
  private static final Pattern WHOLE = Pattern.compile("0|-?[1-9][0-9]{0,18}");
  private static final Pattern TIME = Pattern.compile("[0-9]{4}-[^ ]{1,50}");
  private static final String ID = "[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}";
  private static final Pattern UUIDS = Pattern.compile(ID);
  private static final String TYPE = "type";
  private static final String STRING = "string";

  /** A type of the contract that is one text on the wire. */
  static <T> Kind<T> of(Class<T> type, Function<String, T> parse) {
    return new Kind<>(schemas -> schemas.of(type), parse);
  }

  /**
   * Any text of so many characters, but for the one of no value, which PostgreSQL does not keep.
   */
  static Kind<String> text(int most) {
    return new Kind<>(
        _ -> string().put("maxLength", most).put("pattern", "^[^\\u0000]*$"),
        text ->
            require(
                text,
                text.codePointCount(0, text.length()) <= most && text.indexOf('\0') < 0,
                "expected at most %d characters".formatted(most)));
  }

  /** A text of this form, from {@code ^} to {@code $}. */
  static Kind<String> matching(String form, String expected) {
    var pattern = Pattern.compile(form);
    return new Kind<>(
        _ -> string().put("pattern", form),
        text -> require(text, pattern.matcher(text).matches(), expected));
  }

  /** An id, or this word. */
  static Kind<String> idOr(String word) {
    return matching("^(?:%s|%s)$".formatted(word, ID), "expected an id, or " + word);
  }

  /** An id, or a text of this form. */
  static Kind<String> idOrMatching(String form, String expected) {
    return matching("^(?:%s|%s)$".formatted(form, ID), expected);
  }

  static Kind<UUID> uuid() {
    return new Kind<>(
        _ -> string().put("format", "uuid"),
        text -> UUID.fromString(require(text, UUIDS.matcher(text).matches(), "expected a UUID")));
  }

  static Kind<Integer> number(int least, int most) {
    return whole(least, most, BigInteger::intValueExact);
  }

  /** A whole number from 0. */
  static Kind<Long> counted() {
    return whole(0, Long.MAX_VALUE, BigInteger::longValueExact);
  }

  private static <T> Kind<T> whole(long least, long most, Function<BigInteger, T> exact) {
    var expected =
        most == Long.MAX_VALUE
            ? "expected a whole number from %d".formatted(least)
            : "expected a whole number from %d to %d".formatted(least, most);
    return new Kind<>(
        _ -> node("integer").put("minimum", least).put("maximum", most),
        text -> {
          var number = new BigInteger(require(text, WHOLE.matcher(text).matches(), expected));
          var isWithin =
              number.compareTo(BigInteger.valueOf(least)) >= 0
                  && number.compareTo(BigInteger.valueOf(most)) <= 0;
          require(text, isWithin, expected);
          return exact.apply(number);
        });
  }

  static Kind<Boolean> flag() {
    return new Kind<>(
        _ -> node("boolean"),
        text ->
            switch (text) {
              case "true" -> true;
              case "false" -> false;
              default -> throw new IllegalArgumentException("expected true or false");
            });
  }

  /** A time of RFC 3339. */
  static Kind<Instant> time() {
    var expected = "expected a time like 2026-11-24T00:00:00Z";
    return new Kind<>(
        _ -> string().put("format", "date-time"),
        text -> Instant.parse(require(text, TIME.matcher(text).matches(), expected)));
  }

  /** One of an enum's constants, {@code open-session} for {@code OPEN_SESSION}. */
  static <E extends Enum<E>> Kind<E> choice(Class<E> type) {
    var words = new LinkedHashMap<String, E>();
    for (var constant : type.getEnumConstants()) {
      words.put(word(constant), constant);
    }
    return choice(words, expected(words));
  }

  /** The same, or as it is in bodies. */
  static <E extends Enum<E>> Kind<E> choiceOrName(Class<E> type) {
    var words = new LinkedHashMap<String, E>();
    for (var constant : type.getEnumConstants()) {
      words.put(word(constant), constant);
    }
    var expected = expected(words);
    for (var constant : type.getEnumConstants()) {
      words.put(constant.name(), constant);
    }
    return choice(words, expected);
  }

  private static <E> Kind<E> choice(Map<String, E> words, String expected) {
    return new Kind<>(
        _ -> {
          var schema = string();
          words.keySet().forEach(schema.putArray("enum")::add);
          return schema;
        },
        text -> {
          var found = words.get(text);
          if (found == null) {
            throw new IllegalArgumentException(expected);
          }
          return found;
        });
  }

  /** As in {@code expected draft, final or invalidated}. */
  private static String expected(Map<String, ?> words) {
    return "expected " + String.join(", ", words.keySet()).replaceFirst(", ([^,]+)$", " or $1");
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String require(String text, boolean isSo, String expected) {
    if (!isSo) {
      throw new IllegalArgumentException(expected);
    }
    return text;
  }

  private static ObjectNode string() {
    return node(STRING);
  }

  private static ObjectNode node(String type) {
    return Json.mapper().createObjectNode().put(TYPE, type);
  }
}
