package fleet.supervisor.state;

import fleet.contract.identity.PublicKey;
import fleet.contract.variable.SealingKey;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.util.Base64;

/**
 * The device's key pairs, made here, and only their public halves ever leave: Ed25519, by which it
 * is known, and X25519, to which its secrets are sealed.
 */
public final class Identity {
  private final Path file;
  private final KeyPair pair;
  private final KeyPair sealing;

  private Identity(Path file, KeyPair pair, KeyPair sealing) {
    this.file = file;
    this.pair = pair;
    this.sealing = sealing;
  }

  /** Reads the keys, or makes those that there are none of; a corrupt one is set aside. */
  static Identity loadOrMake(Path path, Path sealing) {
    return new Identity(
        path,
        new KeyFile(path, "Ed25519").loadOrMake(),
        new KeyFile(sealing, "X25519").loadOrMake());
  }

  /** Where the private key lies, PKCS#8 PEM. */
  public Path file() {
    return file;
  }

  public PublicKey publicKey() {
    return PublicKey.of(pair.getPublic());
  }

  /** To which secrets are sealed. */
  public SealingKey sealingKey() {
    return SealingKey.of(sealing.getPublic());
  }

  /** By which they are opened. */
  public KeyPair sealingPair() {
    return sealing;
  }

  /** Signs these bytes; URL-safe base64 without padding. */
  public String sign(byte[] message) {
    try {
      var signature = Signature.getInstance("Ed25519");
      signature.initSign(pair.getPrivate());
      signature.update(message);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("could not sign with the device's key", e);
    }
  }
}
