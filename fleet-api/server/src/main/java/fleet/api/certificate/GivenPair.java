package fleet.api.certificate;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A certificate and its key. Pure.
 *
 * @param chain the server's own certificate first
 */
record GivenPair(List<X509Certificate> chain, PrivateKey key) {
  /** The kinds of keys, and how each signs. */
  static final Map<String, String> KINDS = Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA");

  private static final byte[] PROBE = new byte[32];

  GivenPair {
    chain = List.copyOf(chain);
  }

  /** The kind of key, as TLS asks for it. */
  String kind() {
    return key.getAlgorithm();
  }

  /** Says whether the key is the certificate's. */
  boolean fits() {
    try {
      var signature = Signature.getInstance(KINDS.get(kind()));
      signature.initSign(key);
      signature.update(PROBE);
      var signed = signature.sign();
      signature.initVerify(chain.getFirst().getPublicKey());
      signature.update(PROBE);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** The first certificate that the next one did not issue, in words. */
  Optional<String> gap() {
    for (var index = 1; index < chain.size(); index++) {
      var lower = chain.get(index - 1);
      var upper = chain.get(index);
      if (!lower.getIssuerX500Principal().equals(upper.getSubjectX500Principal())) {
        return Optional.of(
            "'%s' was not issued by '%s', which comes next"
                .formatted(
                    lower.getSubjectX500Principal().getName(),
                    upper.getSubjectX500Principal().getName()));
      }
    }
    return Optional.empty();
  }
}
