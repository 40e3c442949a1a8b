package fleet.api.access.provider;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/** Signatures of RFC 8037 by the JDK; the library would bring another one for them. */
final class Ed25519 {
  private static final String NAME = "Ed25519";
  private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");
  private static final int KEY_BYTES = 32;

  private Ed25519() {}

  static boolean verifies(OctetKeyPair key, byte[] message, byte[] signature) {
    var x = key.getX().decode();
    if (!key.getCurve().equals(Curve.Ed25519) || x.length != KEY_BYTES) {
      return false;
    }
    var encoded = new byte[X509.length + KEY_BYTES];
    System.arraycopy(X509, 0, encoded, 0, X509.length);
    System.arraycopy(x, 0, encoded, X509.length, KEY_BYTES);
    try {
      var check = Signature.getInstance(NAME);
      check.initVerify(
          KeyFactory.getInstance(NAME).generatePublic(new X509EncodedKeySpec(encoded)));
      check.update(message);
      return check.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
