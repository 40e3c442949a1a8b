package fleet.api.certificate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/** The files that an operator brings, of an authority that is not the installation's. */
public record Pems(Path folder) {
  /** Where they lie. */
  public CertificateFiles files() {
    return new CertificateFiles(folder.resolve("chain.pem"), folder.resolve("key.pem"));
  }

  /** Both, good from then for 90 days. */
  public Authority write(Instant now) throws IOException {
    var authority = Authority.make(now);
    var pair = Authority.newPair();
    writeChain(authority, pair, now);
    writeKey(pair);
    return authority;
  }

  void writeChain(Authority authority, KeyPair pair, Instant now) throws IOException {
    var server =
        authority.issue(
            pair.getPublic(), List.of(Host.parse("localhost"), Host.parse("127.0.0.1")), now);
    var own = new Authority(server, pair.getPrivate());
    Files.writeString(files().chain(), own.pem() + authority.pem());
  }

  void writeKey(KeyPair pair) throws IOException {
    Files.writeString(files().key(), pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
  }

  static String pem(String what, byte[] der) {
    var body = Base64.getMimeEncoder().encodeToString(der);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, body, what);
  }
}
