package fleet.cli.credential;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * The authority of each server that has one of its own, once this user believed it: {@code
 * known_authorities.json} in the user's configuration folder.
 */
public final class KnownAuthorities {
  /** In the file: the DER of a certificate by the server's URL. */
  record Kept(Map<URI, byte[]> servers) {
    Kept {
      servers = Map.copyOf(servers);
    }
  }

  /** Characters of a line of PEM (RFC 7468). */
  private static final int LINE = 64;

  private final Path folder;
  private final OwnFile<Kept> file;

  /** The file of the user whose environment this is. */
  public KnownAuthorities(Map<String, String> environment) {
    this.folder = OwnFile.folder(environment);
    this.file =
        new OwnFile<>(
            folder.resolve("known_authorities.json"),
            Kept.class,
            new Kept(Map.of()),
            "the known authorities",
            "remove that file, then fleet login");
  }

  /** Who alone is believed of this server; nobody where the public authorities are. */
  public Optional<X509Certificate> of(URI server) {
    return Optional.ofNullable(file.read().servers().get(server)).map(ServerTls::read);
  }

  /** TLS that believes of the server what this user does. */
  public SSLContext tls(URI server) {
    return of(server).map(ServerTls::trusting).orElseGet(ServerTls::usual);
  }

  /**
   * The same in a file beside (PEM), for programs that are not ours.
   *
   * @throws CredentialException when it cannot be written
   */
  public Optional<Path> pem(URI server) {
    return of(server).map(authority -> write(server, authority));
  }

  private Path write(URI server, X509Certificate authority) {
    var name = "authority-%s.pem".formatted(server.getRawAuthority().replace(':', '-'));
    var pem = folder.resolve(name);
    var lines = Base64.getMimeEncoder(LINE, new byte[] {'\n'});
    var text = lines.encodeToString(ServerTls.write(authority));
    try {
      return Files.writeString(
          pem, "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n".formatted(text));
    } catch (IOException e) {
      throw new CredentialException("could not write %s: %s".formatted(pem, e), "", e);
    }
  }

  /** From now on this one is believed of it. */
  public void keep(URI server, X509Certificate authority) {
    var servers = new HashMap<>(file.read().servers());
    servers.put(server, ServerTls.write(authority));
    file.write(new Kept(servers));
  }
}
