package fleet.contract.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Writes and reads the wire's records: times and durations as ISO-8601, empty optionals left out,
 * unknown fields passed over, depth and sizes bounded. Thread-safe.
 */
public final class Records {
  private static final int MAX_DEPTH = 64;
  private static final int MAX_STRING_CHARS = 8 * 1024 * 1024;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(MAX_STRING_CHARS)
                  .build())
          .build();

  private Records() {}

  /** Writes a value as one line of JSON; a record's maps in the order of their keys. */
  public static String write(Object value) {
    return new String(writeBytes(value), StandardCharsets.UTF_8);
  }

  /** Writes a value as the UTF-8 bytes of one line of JSON; the same for equal records. */
  public static byte[] writeBytes(Object value) {
    var bytes = new ByteArrayOutputStream();
    try (var out = FACTORY.createGenerator(bytes)) {
      Shapes.of(value.getClass()).write(out, value);
    } catch (IOException e) {
      throw new UncheckedIOException("could not write " + value.getClass().getSimpleName(), e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads one value.
   *
   * @throws UncheckedIOException when the text is not JSON or not of that shape
   */
  public static <T> T read(String json, Class<T> type) {
    return read(json.getBytes(StandardCharsets.UTF_8), type);
  }

  /**
   * Reads one value from UTF-8 bytes.
   *
   * @throws UncheckedIOException when the bytes are not JSON or not of that shape
   */
  public static <T> T read(byte[] json, Class<T> type) {
    try {
      return type.cast(parse(json, Shapes.of(type)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads whatever there is, to the end of the stream; nothing at all is an empty tree. */
  public static Tree tree(InputStream json) throws IOException {
    try (var in = FACTORY.createParser(json)) {
      return in.nextToken() == null ? Tree.MISSING : new Tree(Any.VALUE.read(in));
    }
  }

  /**
   * Reads whatever there is.
   *
   * @throws UncheckedIOException when the text is not JSON
   */
  public static Tree tree(String json) {
    return tree(json.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads whatever there is, from UTF-8 bytes.
   *
   * @throws UncheckedIOException when the bytes are not JSON
   */
  public static Tree tree(byte[] json) {
    try {
      return tree(new ByteArrayInputStream(json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Object parse(byte[] json, Shape shape) throws IOException {
    try (var in = FACTORY.createParser(json)) {
      begin(in);
      var value = shape.read(in);
      if (in.nextToken() != null) {
        throw new JsonParseException(in, "something follows the value");
      }
      return value;
    }
  }

  private static void begin(JsonParser in) throws IOException {
    if (in.nextToken() == null) {
      throw new JsonParseException(in, "there is no value");
    }
  }
}
