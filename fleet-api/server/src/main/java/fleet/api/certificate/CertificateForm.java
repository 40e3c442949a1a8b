package fleet.api.certificate;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * An X.509 certificate (version 3, RFC 5280) that waits for its signature. Pure.
 *
 * @param issuer common name of who signs
 * @param subject common name of whose it is
 * @param extensions each as its DER
 */
record CertificateForm(
    BigInteger serial,
    String issuer,
    String subject,
    Instant from,
    Instant until,
    PublicKey key,
    List<byte[]> extensions) {
  private static final BigInteger VERSION_3 = BigInteger.TWO;
  private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.oid("1.2.840.10045.4.3.2"));

  CertificateForm {
    extensions = List.copyOf(extensions);
  }

  /**
   * The certificate.
   *
   * @param signer an EC key on P-256
   */
  X509Certificate sign(PrivateKey signer) {
    try {
      var unsigned = unsigned();
      var signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(signer);
      signature.update(unsigned);
      var der = Der.sequence(unsigned, ECDSA_WITH_SHA256, Der.bits(0, signature.sign()));
      return read(der);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("could not sign a certificate for " + subject, e);
    }
  }

  /** Reads one, of which we know that it is one. */
  static X509Certificate read(byte[] der) {
    try {
      var factory = CertificateFactory.getInstance("X.509");
      return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("could not read a certificate of our own", e);
    }
  }

  private byte[] unsigned() {
    return Der.sequence(
        Der.explicit(0, Der.integer(VERSION_3)),
        Der.integer(serial),
        ECDSA_WITH_SHA256,
        name(issuer),
        Der.sequence(Der.time(from), Der.time(until)),
        name(subject),
        key.getEncoded(),
        Der.explicit(3, Der.sequence(extensions.toArray(byte[][]::new))));
  }

  private static byte[] name(String common) {
    return Der.sequence(Der.set(Der.sequence(Der.oid("2.5.4.3"), Der.text(common))));
  }
}
