package fleet.builder.engine.address;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * What connections to an engine are opened to.
 *
 * @param uri {@code unix:///..} or {@code tcp://..}
 * @param tls where it is to be spoken
 */
public record EngineDoor(URI uri, Optional<SSLContext> tls) {
  /**
   * The door of an engine that needs no way to be made to it.
   *
   * @throws IOException when its certificates cannot be read
   */
  public static EngineDoor of(EngineAddress address) throws IOException {
    return switch (address) {
      case EngineAddress.Socket(var path) -> socket(path.toString());
      case EngineAddress.Plain(var host, var port) ->
          new EngineDoor(tcp(host, port), Optional.empty());
      case EngineAddress.Tls(var host, var port, var folder) ->
          new EngineDoor(tcp(host, port), Optional.of(new CertificateFolder(folder).context()));
      case EngineAddress.Ssh _ -> throw new IllegalArgumentException("ssh needs a SshPassage");
    };
  }

  static EngineDoor socket(String path) {
    return new EngineDoor(URI.create("unix://" + path), Optional.empty());
  }

  /** Says whether it is a socket of this machine. */
  public boolean isSocket() {
    return "unix".equals(uri.getScheme());
  }

  /** The same for a channel. */
  public SocketAddress socketAddress() {
    return isSocket()
        ? UnixDomainSocketAddress.of(uri.getPath())
        : new InetSocketAddress(uri.getHost(), uri.getPort());
  }

  private static URI tcp(String host, int port) {
    return URI.create("tcp://%s:%d".formatted(host, port));
  }
}
