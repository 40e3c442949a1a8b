package fleet.registry.content;

import fleet.contract.Json;
import fleet.registry.problem.ErrorBody;
import fleet.registry.problem.ErrorCode;
import fleet.registry.problem.RegistryException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Map;
import java.util.TreeMap;

/**
 * What goes back: status, headers and content. Immutable, apart from the file that may be open in
 * it, which whoever sends the answer closes.
 */
public record Answer(int status, Map<String, String> headers, Content content) {
  private static final String JSON = "application/json";

  /** The bytes of an answer. */
  public sealed interface Content {
    long length();
  }

  /** None. */
  public record Nothing() implements Content {
    @Override
    public long length() {
      return 0;
    }
  }

  /** A few, in memory. */
  public record Bytes(ByteBuffer bytes) implements Content {
    @Override
    public long length() {
      return bytes.remaining();
    }
  }

  /** Part of a file, that goes from there to the connection without passing through memory. */
  public record FilePart(FileChannel file, long start, long length) implements Content {}

  public Answer {
    headers = Map.copyOf(headers);
  }

  public static Answer of(int status) {
    return new Answer(status, Map.of(), new Nothing());
  }

  /** The error body of the specification. */
  public static Answer error(RegistryException problem) {
    return error(problem.code(), String.valueOf(problem.getMessage())).withAll(problem.headers());
  }

  /** The error body of the specification. */
  public static Answer error(ErrorCode code, String message) {
    return of(code.status()).withJson(JSON, ErrorBody.of(code, message));
  }

  public Answer withJson(String mediaType, Object value) {
    return withBytes(mediaType, ByteBuffer.wrap(Json.writeBytes(value)));
  }

  public Answer withJson(Object value) {
    return withJson(JSON, value);
  }

  public Answer withBytes(String mediaType, ByteBuffer bytes) {
    return new Answer(status, headers, new Bytes(bytes)).with("Content-Type", mediaType);
  }

  public Answer withFile(FilePart part) {
    return new Answer(status, headers, part).with("Content-Type", "application/octet-stream");
  }

  public Answer with(String header, Object value) {
    return withAll(Map.of(header, value.toString()));
  }

  public Answer withAll(Map<String, String> more) {
    var all = new TreeMap<>(headers);
    all.putAll(more);
    return new Answer(status, all, content);
  }
}
