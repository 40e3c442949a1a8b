package fleet.contract.trust;

import fleet.contract.identity.PublicKey;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;

/**
 * An Ed25519 key pair that signs.
 *
 * @param privateKey never written by this class
 */
public record SigningKey(PublicKey publicKey, PrivateKey privateKey) {
  byte[] sign(byte[] message) {
    try {
      var signature = Signature.getInstance("Ed25519");
      signature.initSign(privateKey);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("could not sign a statement", e);
    }
  }

  @Override
  public String toString() {
    return "SigningKey[%s]".formatted(KeyId.of(publicKey));
  }
}
