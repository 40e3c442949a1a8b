package fleet.supervisor.state;

import fleet.contract.identity.PublicKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;

/** The device's Ed25519 key pair: made here, and only its public half ever leaves. */
public final class Identity {
  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----\n";
  private static final String END = "\n-----END PRIVATE KEY-----\n";
  private static final int LINE = 64;

  private final Path file;
  private final KeyPair pair;

  private Identity(Path file, KeyPair pair) {
    this.file = file;
    this.pair = pair;
  }

  /** Reads the key, or makes it when there is none; a corrupt one is set aside. */
  static Identity loadOrMake(Path path) {
    var file = new DurableFile(path);
    var pair = file.read().flatMap(pem -> parse(pem, file)).orElseGet(() -> make(file));
    return new Identity(path, pair);
  }

  /** Where the private key lies, PKCS#8 PEM. */
  public Path file() {
    return file;
  }

  public PublicKey publicKey() {
    return PublicKey.of(pair.getPublic());
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

  private static KeyPair make(DurableFile file) {
    try {
      var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      var base64 = Base64.getMimeEncoder(LINE, new byte[] {'\n'});
      var pem = BEGIN + base64.encodeToString(pair.getPrivate().getEncoded()) + END;
      file.write(pem.getBytes(StandardCharsets.US_ASCII));
      return pair;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no Ed25519", e);
    }
  }

  private static Optional<KeyPair> parse(byte[] pem, DurableFile file) {
    var text = new String(pem, StandardCharsets.US_ASCII);
    try {
      var base64 = text.replace(BEGIN.strip(), "").replace(END.strip(), "");
      var encoded = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64));
      var key = (EdECPrivateKey) KeyFactory.getInstance("Ed25519").generatePrivate(encoded);
      return Optional.of(pairOf(key.getBytes().orElseThrow()));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      file.setAside("it is not an Ed25519 key in PKCS#8 PEM");
      return Optional.empty();
    }
  }

  /** The JDK derives a public half only while it generates, so it is given its randomness. */
  private static KeyPair pairOf(byte[] seed) throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("Ed25519");
    generator.initialize(NamedParameterSpec.ED25519, new Seed(seed));
    return generator.generateKeyPair();
  }

  /** Randomness that is not: the 32 bytes of a key made earlier. */
  private static final class Seed extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final byte[] bytes;

    Seed(byte[] bytes) {
      this.bytes = bytes.clone();
    }

    @Override
    public void nextBytes(byte[] out) {
      System.arraycopy(bytes, 0, out, 0, out.length);
    }
  }
}
