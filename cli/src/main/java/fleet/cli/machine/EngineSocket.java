package fleet.cli.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The few things that are asked of a Docker Engine here: is it there, what runs on it. HTTP/1.0, so
 * that an answer is whatever comes until the end.
 */
public record EngineSocket(Path path) {
  /** The engine that most machines have. */
  public static final EngineSocket USUAL = new EngineSocket(Path.of("/var/run/docker.sock"));

  public URI uri() {
    return URI.create("unix://" + path);
  }

  /** Says whether it answers now. */
  public boolean answers() {
    try {
      return request("GET", "/_ping").endsWith("OK");
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /** The body of the answer, whatever its status. */
  public String get(String route) {
    return request("GET", route);
  }

  /** The body of the answer, whatever its status. */
  public String post(String route) {
    return request("POST", route);
  }

  /** The body of the answer, whatever its status. */
  public String delete(String route) {
    return request("DELETE", route);
  }

  private String request(String method, String route) {
    try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(path));
      var head = "%s %s HTTP/1.0\r\nHost: engine\r\n\r\n".formatted(method, route);
      channel.write(ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII)));
      var answer =
          new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
      return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    } catch (IOException e) {
      throw new UncheckedIOException("the engine at %s does not answer".formatted(path), e);
    }
  }
}
