package fleet.api.wire;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import fleet.contract.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;

/**
 * Reads one JSON message. A field that is missing is an error, an optional one's absence is not; so
 * is a field that stands twice, also one that nobody reads: others may take the other one.
 */
public final class Received {
  private static final ObjectReader READER =
      Json.mapper()
          .reader()
          .with(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);

  private Received() {}

  /**
   * Reads one value.
   *
   * @throws IllegalArgumentException when the text is not JSON, or not of that shape
   */
  public static <T> T read(String json, Class<T> type) {
    try {
      return present(READER.forType(type).<T>readValue(json));
    } catch (JacksonException e) {
      throw fault(e);
    }
  }

  /**
   * Reads one value from UTF-8 bytes.
   *
   * @throws IllegalArgumentException when the bytes are not JSON, or not of that shape
   */
  public static <T> T read(byte[] json, Class<T> type) {
    try {
      return present(READER.forType(type).<T>readValue(json));
    } catch (JacksonException e) {
      throw fault(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> T present(T value) {
    if (value == null) {
      throw new IllegalArgumentException("the body is null");
    }
    return value;
  }

  private static IllegalArgumentException fault(JacksonException fault) {
    if (fault instanceof StreamReadException) {
      var at = fault.getLocation();
      return new IllegalArgumentException(
          "the body is not JSON, or names a field twice: line %d, column %d"
              .formatted(at.getLineNr(), at.getColumnNr()),
          fault);
    }
    var where = fault instanceof JsonMappingException mapping ? path(mapping) : "";
    return new IllegalArgumentException(
        where.isEmpty()
            ? "the body is not of this route's shape" + reason(fault)
            : "field '%s' is missing or not of its shape%s".formatted(where, reason(fault)),
        fault);
  }

  /** Our own records say what is wrong with a value. */
  private static String reason(JacksonException fault) {
    for (Throwable cause = fault.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof IllegalArgumentException && cause.getMessage() != null) {
        return ": " + cause.getMessage();
      }
    }
    return "";
  }

  private static String path(JsonMappingException fault) {
    return fault.getPath().stream()
        .map(
            step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
        .collect(Collectors.joining("."));
  }
}
