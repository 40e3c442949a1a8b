package fleet.builder.engine;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One message of BuildKit's progress: {@code StatusResponse} of its control API, read field by
 * field.
 *
 * <pre>
 * StatusResponse { 1 Vertex*, 3 VertexLog* }
 * Vertex         { 1 digest, 3 name, 4 cached, 5 started, 6 completed, 7 error }
 * VertexLog      { 1 vertex, 4 msg }
 * Timestamp      { 1 seconds, 2 nanos }
 * </pre>
 */
record Trace(List<Vertex> vertices, List<Output> outputs) {
  Trace {
    vertices = List.copyOf(vertices);
    outputs = List.copyOf(outputs);
  }

  /** A node of the build's graph. */
  record Vertex(
      String digest,
      String name,
      boolean cached,
      Optional<Instant> started,
      Optional<Instant> completed,
      String error) {}

  /** Bytes that a node printed, not cut at lines. */
  record Output(String vertex, ByteString bytes) {}

  static Trace read(byte[] message) throws IOException {
    var vertices = new ArrayList<Vertex>();
    var outputs = new ArrayList<Output>();
    each(
        CodedInputStream.newInstance(message),
        (field, in) -> {
          switch (field) {
            case 1 -> vertices.add(vertex(in.readBytes()));
            case 3 -> outputs.add(output(in.readBytes()));
            default -> {
              return false;
            }
          }
          return true;
        });
    return new Trace(vertices, outputs);
  }

  private static Vertex vertex(ByteString bytes) throws IOException {
    var texts = new String[] {"", "", ""};
    var times = new Instant[2];
    var cached = new boolean[1];
    each(
        bytes.newCodedInput(),
        (field, in) -> {
          switch (field) {
            case 1 -> texts[0] = in.readString();
            case 3 -> texts[1] = in.readString();
            case 4 -> cached[0] = in.readBool();
            case 5, 6 -> times[field - 5] = time(in.readBytes());
            case 7 -> texts[2] = in.readString();
            default -> {
              return false;
            }
          }
          return true;
        });
    return new Vertex(
        texts[0],
        texts[1],
        cached[0],
        Optional.ofNullable(times[0]),
        Optional.ofNullable(times[1]),
        texts[2]);
  }

  private static Output output(ByteString bytes) throws IOException {
    var vertex = new String[] {""};
    var message = new ByteString[] {ByteString.EMPTY};
    each(
        bytes.newCodedInput(),
        (field, in) -> {
          switch (field) {
            case 1 -> vertex[0] = in.readString();
            case 4 -> message[0] = in.readBytes();
            default -> {
              return false;
            }
          }
          return true;
        });
    return new Output(vertex[0], message[0]);
  }

  private static Instant time(ByteString bytes) throws IOException {
    var parts = new long[2];
    each(
        bytes.newCodedInput(),
        (field, in) -> {
          if (field > parts.length) {
            return false;
          }
          parts[field - 1] = in.readInt64();
          return true;
        });
    return Instant.ofEpochSecond(parts[0], parts[1]);
  }

  /** Calls for each field; those that are not taken are skipped. */
  private static void each(CodedInputStream in, Field reader) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (!reader.read(WireFormat.getTagFieldNumber(tag), in)) {
        in.skipField(tag);
      }
    }
  }

  private interface Field {
    boolean read(int number, CodedInputStream in) throws IOException;
  }
}
