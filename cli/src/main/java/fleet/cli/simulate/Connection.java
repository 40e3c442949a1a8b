package fleet.cli.simulate;

import fleet.cli.credential.ServerTls;
import fleet.contract.identity.Secret;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import javax.net.ssl.SSLContext;

/**
 * A device's WebSocket (RFC 6455) on a socket, plain or of TLS: text frames whole, no extensions.
 * One thread reads, any may send.
 */
final class Connection implements Closeable {
  private static final int CONNECT_MILLIS = 20_000;
  private static final int MAX_HEAD = 8 * 1024;
  private static final int MAX_MESSAGE = 8 * 1024 * 1024;
  private static final int READ_BUFFER = 512;
  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;

  /** The server closed, or answered something else than a WebSocket. */
  static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;

    RefusedException(int status, String message) {
      super(message);
      this.status = status;
    }

    /** HTTP's, or WebSocket's close code; 0 where there is none. */
    int status() {
      return status;
    }
  }

  private final Socket wire;
  private final Socket socket;
  private final InputStream in;

  private Connection(Socket wire, Socket socket, InputStream in) {
    this.wire = wire;
    this.socket = socket;
    this.in = in;
  }

  /**
   * Connects.
   *
   * @param tls for a server over https
   * @param slow reads a few hundred bytes in a second
   * @throws RefusedException when the server does not want it
   */
  static Connection open(URI server, SSLContext tls, Secret token, boolean slow)
      throws IOException {
    var secure = "https".equals(server.getScheme());
    var wire = new Socket();
    try {
      if (slow) {
        wire.setReceiveBufferSize(2048);
      }
      wire.setTcpNoDelay(true);
      var port = server.getPort() < 0 ? secure ? 443 : 80 : server.getPort();
      wire.connect(new InetSocketAddress(server.getHost(), port), CONNECT_MILLIS);
      wire.setSoTimeout(CONNECT_MILLIS);
      var socket = secure ? ServerTls.over(wire, tls, server.getHost(), port) : wire;
      var plain = new BufferedInputStream(socket.getInputStream(), READ_BUFFER);
      var opened = new Connection(wire, socket, slow ? new SlowStream(plain) : plain);
      opened.upgrade(server, token);
      return opened;
    } catch (IOException e) {
      wire.close();
      throw e;
    }
  }

  /**
   * The next message; nothing when the server says nothing for so long.
   *
   * @throws RefusedException when the server closed
   */
  Optional<String> read(Duration patience) throws IOException {
    socket.setSoTimeout((int) Math.max(1, patience.toMillis()));
    int first;
    try {
      first = in.read();
    } catch (SocketTimeoutException e) {
      return Optional.empty();
    }
    socket.setSoTimeout(CONNECT_MILLIS);
    if (first < 0) {
      throw new EOFException("the server went away");
    }
    var payload = payload(required());
    return switch (first & 0x0f) {
      case TEXT -> Optional.of(new String(payload, StandardCharsets.UTF_8));
      case PING -> {
        send(PONG, payload);
        yield Optional.empty();
      }
      case CLOSE -> throw closed(payload);
      default -> Optional.empty();
    };
  }

  void send(String text) throws IOException {
    send(TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Without a word, as a lost network would. */
  @Override
  public void close() throws IOException {
    wire.close();
  }

  private void upgrade(URI server, Secret token) throws IOException {
    var nonce = new byte[16];
    ThreadLocalRandom.current().nextBytes(nonce);
    var request =
        """
        GET /device/v1/connect HTTP/1.1
        Host: %s
        Upgrade: websocket
        Connection: Upgrade
        Sec-WebSocket-Version: 13
        Sec-WebSocket-Key: %s
        Authorization: Bearer %s

        """
            .formatted(
                server.getAuthority(), Base64.getEncoder().encodeToString(nonce), token.reveal());
    var bytes = request.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
    socket.getOutputStream().write(bytes);
    var head = head();
    if (!head.startsWith("HTTP/1.1 101")) {
      var line = head.substring(0, head.indexOf('\r'));
      throw new RefusedException(status(line), "refused: " + line);
    }
  }

  private static int status(String line) {
    var words = line.split(" ", 3);
    return words.length > 1 && words[1].matches("\\d{3}") ? Integer.parseInt(words[1]) : 0;
  }

  private String head() throws IOException {
    var head = new StringBuilder();
    while (head.length() < MAX_HEAD) {
      head.append((char) required());
      if (head.length() >= 4 && head.substring(head.length() - 4).equals("\r\n\r\n")) {
        return head.toString();
      }
    }
    throw new IOException("the server's answer has no end");
  }

  private byte[] payload(int second) throws IOException {
    long length = second & 0x7f;
    if (length == 126) {
      length = ByteBuffer.wrap(in.readNBytes(2)).getShort() & 0xffff;
    } else if (length == 127) {
      length = ByteBuffer.wrap(in.readNBytes(8)).getLong();
    }
    if (length < 0 || length > MAX_MESSAGE) {
      throw new IOException("the server sent a message of %d bytes".formatted(length));
    }
    var payload = in.readNBytes((int) length);
    if (payload.length < length) {
      throw new EOFException("the server went away in the middle of a message");
    }
    return payload;
  }

  private int required() throws IOException {
    var next = in.read();
    if (next < 0) {
      throw new EOFException("the server went away");
    }
    return next;
  }

  private static RefusedException closed(byte[] payload) {
    if (payload.length < 2) {
      return new RefusedException(0, "closed by the server");
    }
    var code = ByteBuffer.wrap(payload).getShort() & 0xffff;
    var reason = new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
    return new RefusedException(code, "closed: " + reason);
  }

  /** One whole frame, masked as a client's must be. */
  private void send(int opcode, byte[] payload) throws IOException {
    var frame = ByteBuffer.allocate(payload.length + 14);
    frame.put((byte) (0x80 | opcode));
    if (payload.length < 126) {
      frame.put((byte) (0x80 | payload.length));
    } else if (payload.length <= 0xffff) {
      frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
    } else {
      frame.put((byte) (0x80 | 127)).putLong(payload.length);
    }
    var mask = new byte[4];
    ThreadLocalRandom.current().nextBytes(mask);
    frame.put(mask);
    for (var place = 0; place < payload.length; place++) {
      frame.put((byte) (payload[place] ^ mask[place & 3]));
    }
    synchronized (this) {
      socket.getOutputStream().write(frame.array(), 0, frame.position());
    }
  }
}
