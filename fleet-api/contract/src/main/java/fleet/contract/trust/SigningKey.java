package fleet.contract.trust;

import fleet.contract.identity.PublicKey;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;

/**
 * An Ed25519 key pair that signs.
 *
 * @param privateKey never written by this class
 */
public record SigningKey(PublicKey publicKey, PrivateKey privateKey) {
  private static final String ALGORITHM = "Ed25519";

  /** A new one. */
  public static SigningKey random() {
    try {
      return of(KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no Ed25519", e);
    }
  }

  /** Takes a JDK key pair. */
  public static SigningKey of(KeyPair pair) {
    return new SigningKey(PublicKey.of(pair.getPublic()), pair.getPrivate());
  }

  byte[] sign(byte[] message) {
    try {
      var signature = Signature.getInstance(ALGORITHM);
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
