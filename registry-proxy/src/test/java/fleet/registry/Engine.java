package fleet.registry;

import fleet.contract.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** A Docker engine, through the HTTP of its unix socket. */
final class Engine {
  /** What it answered. */
  record Reply(int status, String body) {}

  private final Path socket;

  private Engine(Path socket) {
    this.socket = socket;
  }

  static Engine fromEnvironment() {
    return new Engine(Path.of(required("FLEET_TEST_BUILD_ENGINE").replace("unix://", "")));
  }

  /** The environment's value, or one clear sentence. */
  static String required(String variable) {
    return Optional.ofNullable(System.getenv(variable))
        .orElseThrow(
            () -> new IllegalStateException("set %s to run this test".formatted(variable)));
  }

  static Map<String, String> auth(Map<String, String> credentials) {
    var json = Json.writeBytes(credentials);
    return Map.of("X-Registry-Auth", Base64.getUrlEncoder().encodeToString(json));
  }

  Reply send(String method, String path, Map<String, String> headers, byte[] body) {
    try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      var head = new StringBuilder("%s %s HTTP/1.0\r\n".formatted(method, path));
      headers.forEach((name, value) -> head.append("%s: %s\r\n".formatted(name, value)));
      head.append("Content-Length: %d\r\n\r\n".formatted(body.length));
      write(channel, head.toString().getBytes(StandardCharsets.US_ASCII));
      write(channel, body);
      return read(channel);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends JSON, which must be taken. */
  Reply json(String method, String path, String body) {
    var headers = Map.of("Content-Type", "application/json");
    var reply = send(method, path, headers, body.getBytes(StandardCharsets.UTF_8));
    if (reply.status() >= 400) {
      throw new IllegalStateException("%s %s: %s".formatted(method, path, reply.body()));
    }
    return reply;
  }

  private static void write(SocketChannel channel, byte[] bytes) throws IOException {
    var buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  private static Reply read(SocketChannel channel) throws IOException {
    var bytes = new ByteArrayOutputStream();
    Channels.newInputStream(channel).transferTo(bytes);
    var text = bytes.toString(StandardCharsets.UTF_8);
    var status = Integer.parseInt(text.substring(9, 12));
    return new Reply(status, text.substring(text.indexOf("\r\n\r\n") + 4));
  }
}
