package fleet.builder.engine.address;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * What TLS to an engine takes, in the three files of the docker CLI.
 *
 * <pre>
 * ca.pem    who may have made the engine's certificate
 * cert.pem  ours
 * key.pem   its private key, PKCS #8 without a password
 * </pre>
 */
public record CertificateFolder(Path folder) {
  private static final long MAX_BYTES = 1024 * 1024;
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

  /**
   * Reads them.
   *
   * @throws IOException with one sentence that names the file
   */
  public SSLContext context() throws IOException {
    var authorities = certificates("ca.pem");
    var own = certificates("cert.pem");
    var key = key(own.getFirst());
    try {
      var trusted = emptyStore();
      for (var number = 0; number < authorities.size(); number++) {
        trusted.setCertificateEntry("ca" + number, authorities.get(number));
      }
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      var ours = emptyStore();
      ours.setKeyEntry("own", key, new char[0], own.toArray(Certificate[]::new));
      var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(ours, new char[0]);
      var context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("the certificates in %s do not fit together".formatted(folder), e);
    }
  }

  private List<Certificate> certificates(String name) throws IOException {
    try {
      var all =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(read(name)));
      if (!all.isEmpty()) {
        return List.copyOf(all);
      }
    } catch (GeneralSecurityException e) {
      throw new IOException("%s is no certificate".formatted(folder.resolve(name)), e);
    }
    throw new IOException("%s holds no certificate".formatted(folder.resolve(name)));
  }

  private PrivateKey key(Certificate own) throws IOException {
    var file = folder.resolve("key.pem");
    var text = new String(read("key.pem"), java.nio.charset.StandardCharsets.US_ASCII);
    var match = KEY.matcher(text);
    if (!match.find()) {
      throw new IOException(
          "%s is no private key in PKCS #8 without a password (openssl pkcs8 -topk8 -nocrypt)"
              .formatted(file));
    }
    try {
      var bytes = Base64.getMimeDecoder().decode(match.group(1));
      return KeyFactory.getInstance(own.getPublicKey().getAlgorithm())
          .generatePrivate(new PKCS8EncodedKeySpec(bytes));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException("%s is not the key of cert.pem".formatted(file), e);
    }
  }

  private byte[] read(String name) throws IOException {
    var file = folder.resolve(name);
    if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
      throw new IOException("%s is not there".formatted(file));
    }
    return Files.readAllBytes(file);
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
