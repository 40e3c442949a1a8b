package fleet.supervisor.exec;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * One connection to the engine for one request. Plain requests are HTTP/1.0, so that the end of the
 * answer is the end of the connection and nothing is chunked; an upgrade is HTTP/1.1, after which
 * the connection carries raw bytes. Owned by one caller; closing it from any thread ends its reads.
 */
final class EngineConnection implements AutoCloseable {
  private static final int MAX_HEAD_BYTES = 16 * 1024;
  private static final int MAX_BODY_BYTES = 8 * 1024 * 1024;
  private static final int STATUS_START = "HTTP/1.1 ".length();
  private static final int STATUS_END = STATUS_START + 3;

  /** Status and body. */
  record Answer(int status, String body) {}

  private final SocketChannel channel;
  private final InputStream input;
  private final OutputStream output;

  private EngineConnection(SocketChannel channel) {
    this.channel = channel;
    this.input = new BufferedInputStream(Channels.newInputStream(channel));
    this.output = Channels.newOutputStream(channel);
  }

  static EngineConnection open(Path socket) throws IOException {
    return new EngineConnection(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
  }

  /** Sends one request and reads the whole answer. */
  Answer ask(String method, String target, String body) throws IOException {
    send("%s %s HTTP/1.0".formatted(method, target), "", body);
    return new Answer(readStatus(), readBody());
  }

  /** Asks for raw bytes. Status 101 means that they follow; any other, that the answer is over. */
  Answer upgrade(String target, String body) throws IOException {
    send("POST %s HTTP/1.1".formatted(target), "Connection: Upgrade\r\nUpgrade: tcp\r\n", body);
    var status = readStatus();
    return new Answer(status, status == 101 ? "" : readBody());
  }

  InputStream input() {
    return input;
  }

  OutputStream output() {
    return output;
  }

  /** Says that nothing follows, and goes on reading. */
  void endOutput() throws IOException {
    channel.shutdownOutput();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private void send(String line, String headers, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    var head =
        "%s\r\nHost: engine\r\n%sContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
            .formatted(line, headers, bytes.length);
    output.write(head.getBytes(StandardCharsets.US_ASCII));
    output.write(bytes);
  }

  /** Reads to the end of the head, and takes the three digits from its first line. */
  private int readStatus() throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      var next = input.read();
      if (next < 0 || head.length() >= MAX_HEAD_BYTES) {
        throw new EOFException("the engine's answer has no head");
      }
      head.append((char) next);
    }
    try {
      return Integer.parseInt(head.substring(STATUS_START, STATUS_END));
    } catch (NumberFormatException e) {
      throw new IOException("the engine's answer is not HTTP", e);
    }
  }

  private String readBody() throws IOException {
    var bytes = input.readNBytes(MAX_BODY_BYTES);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
