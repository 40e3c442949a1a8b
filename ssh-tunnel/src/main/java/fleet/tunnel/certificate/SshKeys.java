package fleet.tunnel.certificate;

import fleet.contract.identity.PublicKey;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Set;
import net.i2p.crypto.eddsa.EdDSAPrivateKey;
import net.i2p.crypto.eddsa.EdDSAPublicKey;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.keyprovider.KeyPairProvider;

/** Keys in the forms of OpenSSH, of the JDK and of the SSH library. */
public final class SshKeys {
  private static final int MIN_RSA_BITS = 3072;
  private static final int MAX_LINE_CHARS = 8 * 1024;
  private static final Set<String> ACCEPTED =
      Set.of(
          KeyPairProvider.SSH_ED25519,
          KeyPairProvider.ECDSA_SHA2_NISTP256,
          KeyPairProvider.ECDSA_SHA2_NISTP384,
          KeyPairProvider.SSH_RSA);

  private SshKeys() {}

  /** A new Ed25519 pair in the library's form. */
  static KeyPair generate() {
    try {
      var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      return toPair(pair.getPublic().getEncoded(), pair.getPrivate().getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("could not make an Ed25519 key", e);
    }
  }

  /** Reads a pair from its X.509 and PKCS#8 forms. */
  static KeyPair toPair(byte[] x509, byte[] pkcs8) throws GeneralSecurityException {
    return new KeyPair(
        new EdDSAPublicKey(new X509EncodedKeySpec(x509)),
        new EdDSAPrivateKey(new PKCS8EncodedKeySpec(pkcs8)));
  }

  /** The library's form of an identity key. */
  static java.security.PublicKey of(PublicKey key) {
    try {
      return new EdDSAPublicKey(new X509EncodedKeySpec(key.toJdk().getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("not an Ed25519 key", e);
    }
  }

  /** One OpenSSH line without comment. */
  public static String line(java.security.PublicKey key) {
    return PublicKeyEntry.toString(key);
  }

  /**
   * Reads one OpenSSH line of a key that may be certified.
   *
   * @throws IllegalArgumentException in one sentence when it may not
   */
  static java.security.PublicKey parse(String line) {
    var key = read(line);
    if (!ACCEPTED.contains(KeyUtils.getKeyType(key))) {
      throw new IllegalArgumentException("use an Ed25519, ECDSA or RSA key");
    }
    if (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() < MIN_RSA_BITS) {
      throw new IllegalArgumentException("an RSA key needs %d bits".formatted(MIN_RSA_BITS));
    }
    return key;
  }

  private static java.security.PublicKey read(String line) {
    if (line.length() > MAX_LINE_CHARS) {
      throw new IllegalArgumentException("the public key is longer than any");
    }
    try {
      var entry = PublicKeyEntry.parsePublicKeyEntry(line.strip());
      return entry.resolvePublicKey(null, null, PublicKeyEntryResolver.FAILING);
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      throw new IllegalArgumentException("the public key is not an OpenSSH line", e);
    }
  }
}
