package fleet.registry.content;

import fleet.registry.problem.ErrorCode;
import fleet.registry.problem.RegistryException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

/** What a client sends after the head of its request; read once, by one thread. */
public interface Body {
  /** Takes the bytes as they come; they are the sink's only until it returns. */
  @FunctionalInterface
  interface Sink {
    void accept(ByteBuffer bytes) throws IOException;
  }

  /** How long the client says that it is. */
  OptionalLong length();

  /**
   * Hands over all bytes, waiting for them.
   *
   * @throws IOException when the client is gone before the end
   */
  void drainTo(Sink sink) throws IOException;

  /**
   * Reads a small body whole.
   *
   * @throws RegistryException TOO_LARGE when it is longer than that
   */
  default byte[] readAll(int maxBytes) throws IOException {
    if (length().orElse(0) > maxBytes) {
      throw tooLarge(maxBytes);
    }
    var content = new ByteArrayOutputStream();
    drainTo(bytes -> {
      if (content.size() + bytes.remaining() > maxBytes) {
        throw tooLarge(maxBytes);
      }
      var copy = new byte[bytes.remaining()];
      bytes.get(copy);
      content.writeBytes(copy);
    });
    return content.toByteArray();
  }

  private static RegistryException tooLarge(int maxBytes) {
    return new RegistryException(
        ErrorCode.TOO_LARGE, "the body is larger than %d bytes".formatted(maxBytes));
  }
}
