package fleet.contract.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import fleet.contract.identity.Secret;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Values that are one text: of the JDK, enumerations by their names, and value types of ours, which
 * have a static {@code parse(String)} and say in {@code toString} what it takes. Also keys of maps.
 */
final class Text implements Shape {
  private final Class<?> type;
  private final Optional<Method> parser;

  private Text(Class<?> type, Optional<Method> parser) {
    this.type = type;
    this.parser = parser;
  }

  /** The shape of this type, when it is one text. */
  static Optional<Text> of(Class<?> type) {
    if (type == String.class
        || type == Secret.class
        || type == Instant.class
        || type == Duration.class
        || type == URI.class
        || type == UUID.class
        || type.isEnum()) {
      return Optional.of(new Text(type, Optional.empty()));
    }
    try {
      return Optional.of(new Text(type, Optional.of(type.getMethod("parse", String.class))));
    } catch (NoSuchMethodException e) {
      return Optional.empty();
    }
  }

  String text(Object value) {
    if (value instanceof Secret secret) {
      return secret.reveal();
    }
    return value instanceof Enum<?> constant ? constant.name() : value.toString();
  }

  /**
   * The value that this text stands for.
   *
   * @throws IllegalArgumentException when it stands for none
   */
  Object parse(String text) {
    try {
      return parser.isPresent() ? Reflection.call(parser.get(), text) : known(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("'%s' is no %s".formatted(text, type.getSimpleName()), e);
    }
  }

  @Override
  public void write(JsonGenerator out, Object value) throws IOException {
    out.writeString(text(value));
  }

  @Override
  public Object read(JsonParser in) throws IOException {
    if (in.currentToken() != JsonToken.VALUE_STRING) {
      throw Shape.fault(in, "expected a text and found " + in.currentToken());
    }
    try {
      return parse(in.getText());
    } catch (IllegalArgumentException e) {
      throw Shape.fault(in, String.valueOf(e.getMessage()));
    }
  }

  private Object known(String text) {
    if (type == String.class) {
      return text;
    }
    if (type == Secret.class) {
      return Secret.of(text);
    }
    if (type == Instant.class) {
      return Instant.parse(text);
    }
    if (type == Duration.class) {
      return Duration.parse(text);
    }
    if (type == URI.class) {
      return URI.create(text);
    }
    return type == UUID.class ? UUID.fromString(text) : constant(text);
  }

  private Object constant(String text) {
    for (var constant : type.getEnumConstants()) {
      if (((Enum<?>) constant).name().equals(text)) {
        return constant;
      }
    }
    throw new IllegalArgumentException("'%s' is no %s".formatted(text, type.getSimpleName()));
  }
}
