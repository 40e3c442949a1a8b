package fleet.api.certificate;

import fleet.contract.trust.AuthorityPin;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/** Who issues this installation's certificates. */
public record Authority(X509Certificate certificate, PrivateKey key) {
  /** Long enough that no device meets its end unless nobody rotates for years. */
  private static final Duration VALID = Duration.ofDays(3652);

  /** How long a server's certificate is good; another follows at two thirds of it. */
  static final Duration SERVER_VALID = Duration.ofDays(90);

  /** Clocks of devices and developers may be behind ours. */
  private static final Duration CLOCKS_DIFFER = Duration.ofHours(24);

  private static final String SERVER = "Fleet server";
  private static final int SERIAL_BITS = 120;
  private static final String PEM_BEGIN = "-----BEGIN CERTIFICATE-----";
  private static final String PEM_END = "-----END CERTIFICATE-----";
  private static final int PEM_LINE = 64;

  /** A new one. */
  static Authority make(Instant now) {
    var pair = newPair();
    var serial = serial();
    // Its name is its own, so that two installations are never taken for one another.
    var name = "Fleet authority " + serial.toString(Character.MAX_RADIX).substring(0, 8);
    var form =
        new CertificateForm(
            serial,
            name,
            name,
            now.minus(CLOCKS_DIFFER),
            now.plus(VALID),
            pair.getPublic(),
            Extension.ofAuthority(pair.getPublic()));
    return new Authority(form.sign(pair.getPrivate()), pair.getPrivate());
  }

  /** A certificate for a server at these hosts; never longer than the authority's own. */
  X509Certificate issue(PublicKey server, List<Host> hosts, Instant now) {
    var ours = certificate.getNotAfter().toInstant();
    var until = now.plus(SERVER_VALID);
    return new CertificateForm(
            serial(),
            commonName(),
            SERVER,
            now.minus(CLOCKS_DIFFER),
            until.isBefore(ours) ? until : ours,
            server,
            Extension.ofServer(server, certificate.getPublicKey(), hosts))
        .sign(key);
  }

  /** What it is recognised by. */
  public AuthorityPin pin() {
    return AuthorityPin.of(certificate.getPublicKey());
  }

  /** The certificate for people and programs: PEM. */
  public String pem() {
    try {
      var base64 = Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'});
      var body = base64.encodeToString(certificate.getEncoded());
      return String.join("\n", PEM_BEGIN, body, PEM_END, "");
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("could not write the authority's certificate", e);
    }
  }

  /** A key on P-256, which every TLS library knows. */
  static KeyPair newPair() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no P-256", e);
    }
  }

  private String commonName() {
    return certificate.getSubjectX500Principal().getName().substring("CN=".length());
  }

  /** Positive, and of the full length. */
  private static BigInteger serial() {
    return new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(SERIAL_BITS);
  }
}
