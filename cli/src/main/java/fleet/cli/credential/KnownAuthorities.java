package fleet.cli.credential;

import java.net.URI;
import java.security.cert.X509Certificate;
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

  private final OwnFile<Kept> file;

  /** The file of the user whose environment this is. */
  public KnownAuthorities(Map<String, String> environment) {
    this.file =
        new OwnFile<>(
            OwnFile.folder(environment).resolve("known_authorities.json"),
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

  /** From now on this one is believed of it. */
  public void keep(URI server, X509Certificate authority) {
    var servers = new HashMap<>(file.read().servers());
    servers.put(server, ServerTls.write(authority));
    file.write(new Kept(servers));
  }
}
