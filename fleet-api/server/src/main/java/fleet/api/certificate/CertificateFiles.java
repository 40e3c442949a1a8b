package fleet.api.certificate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A certificate that the operator brings, as others issue it.
 *
 * @param chain PEM: the server's own certificate first, then those that vouch for it
 * @param key PEM: its private key, PKCS #8 without a password
 */
public record CertificateFiles(Path chain, Path key) {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");
  private static final Pattern OTHER_KEY = Pattern.compile("-----BEGIN ([A-Z ]*PRIVATE KEY)-----");

  /** What both files hold, byte for byte. */
  record Contents(String chain, String key) {}

  /**
   * Leaves files by which a server can prove itself now.
   *
   * @throws IllegalArgumentException with one sentence that names the file otherwise
   */
  public void check(Instant now) {
    var _ = pair(contents(), now);
  }

  /**
   * Reads both files.
   *
   * @throws IllegalArgumentException when one cannot be read
   */
  Contents contents() {
    return new Contents(text(chain), text(key));
  }

  /**
   * What the files say.
   *
   * @throws IllegalArgumentException when that proves nothing now
   */
  GivenPair pair(Contents contents, Instant now) {
    var certificates = certificates(contents.chain());
    var server = certificates.getFirst();
    requireTime(server, now);
    var pair = new GivenPair(certificates, privateKey(contents.key(), server.getPublicKey()));
    if (!pair.fits()) {
      throw new IllegalArgumentException("%s is not the key of %s".formatted(key, chain));
    }
    pair.gap()
        .ifPresent(gap -> {
          throw new IllegalArgumentException("%s is not a chain: %s".formatted(chain, gap));
        });
    return pair;
  }

  private void requireTime(X509Certificate server, Instant now) {
    var until = server.getNotAfter().toInstant();
    if (!now.isBefore(until)) {
      throw new IllegalArgumentException("the certificate in %s ended %s".formatted(chain, until));
    }
    var from = server.getNotBefore().toInstant();
    if (now.isBefore(from)) {
      throw new IllegalArgumentException("the certificate in %s begins %s".formatted(chain, from));
    }
  }

  private List<X509Certificate> certificates(String pem) {
    try {
      var read =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(
                  new ByteArrayInputStream(pem.getBytes(StandardCharsets.ISO_8859_1)));
      if (!read.isEmpty()) {
        return read.stream().map(X509Certificate.class::cast).toList();
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("%s holds no certificate as PEM".formatted(chain), e);
    }
    throw new IllegalArgumentException("%s holds no certificate as PEM".formatted(chain));
  }

  private PrivateKey privateKey(String pem, PublicKey server) {
    var kind = server.getAlgorithm();
    if (!GivenPair.KINDS.containsKey(kind)) {
      throw new IllegalArgumentException(
          "the certificate in %s has a key of kind %s; RSA and EC are served"
              .formatted(chain, kind));
    }
    var der = pkcs8(pem).orElseThrow(() -> noKey(pem));
    try {
      return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(der));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("%s is not the key of %s".formatted(key, chain), e);
    }
  }

  private Optional<byte[]> pkcs8(String pem) {
    var found = KEY.matcher(pem);
    if (!found.find()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Base64.getMimeDecoder().decode(found.group(1)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("%s holds a damaged key".formatted(key), e);
    }
  }

  private IllegalArgumentException noKey(String pem) {
    var other = OTHER_KEY.matcher(pem);
    return new IllegalArgumentException(
        other.find()
            ? "%s holds a key as '%s'; openssl pkcs8 -topk8 -nocrypt -in %s writes it as is served"
                .formatted(key, other.group(1), key)
            : "%s holds no private key as PEM".formatted(key));
  }

  private static String text(Path file) {
    try {
      // Whatever else it holds, PEM is ASCII.
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("there is no file %s".formatted(file), e);
    } catch (IOException e) {
      throw new IllegalArgumentException("could not read %s".formatted(file), e);
    }
  }
}
