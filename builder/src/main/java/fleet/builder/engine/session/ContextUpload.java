package fleet.builder.engine.session;

import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Sends a file in pieces, {@code BytesMessage { 1 data }}, as fast as the engine takes them. */
record ContextUpload(Path file) implements Method {
  private static final int PIECE = 128 * 1024;
  private static final int DATA = 1;

  @Override
  public boolean beginsAtOnce() {
    return true;
  }

  @Override
  public void answer(byte[] request, Replies replies) throws IOException, InterruptedException {
    var piece = new byte[PIECE];
    try (var in = Files.newInputStream(file)) {
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        replies.send(message(piece, read));
      }
    }
  }

  /** Copied once, for the next piece is read while this one is under way. */
  private static byte[] message(byte[] piece, int length) throws IOException {
    var head =
        CodedOutputStream.computeTagSize(DATA) + CodedOutputStream.computeUInt32SizeNoTag(length);
    var message = new byte[head + length];
    CodedOutputStream.newInstance(message).writeByteArray(DATA, piece, 0, length);
    return message;
  }
}
