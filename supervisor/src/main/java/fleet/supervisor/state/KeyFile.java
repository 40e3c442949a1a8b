package fleet.supervisor.state;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.XECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;

/**
 * A key pair of Curve25519 whose private half lies in a file, PKCS#8 PEM.
 *
 * @param kind {@code Ed25519} or {@code X25519}
 */
record KeyFile(Path path, String kind) {
  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----\n";
  private static final String END = "\n-----END PRIVATE KEY-----\n";
  private static final int LINE = 64;

  /** Reads the key, or makes it when there is none; a corrupt one is set aside. */
  KeyPair loadOrMake() {
    var file = new DurableFile(path);
    return file.read().flatMap(pem -> parse(pem, file)).orElseGet(() -> make(file));
  }

  private KeyPair make(DurableFile file) {
    try {
      var pair = KeyPairGenerator.getInstance(kind).generateKeyPair();
      var base64 = Base64.getMimeEncoder(LINE, new byte[] {'\n'});
      var pem = BEGIN + base64.encodeToString(pair.getPrivate().getEncoded()) + END;
      file.write(pem.getBytes(StandardCharsets.US_ASCII));
      return pair;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no " + kind, e);
    }
  }

  private Optional<KeyPair> parse(byte[] pem, DurableFile file) {
    var text = new String(pem, StandardCharsets.US_ASCII);
    try {
      var base64 = text.replace(BEGIN.strip(), "").replace(END.strip(), "");
      var encoded = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64));
      return Optional.of(pairOf(KeyFactory.getInstance(kind).generatePrivate(encoded)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      file.setAside("it is not an %s key in PKCS#8 PEM".formatted(kind));
      return Optional.empty();
    }
  }

  /** The JDK derives a public half only while it generates, so it is given its randomness. */
  private KeyPair pairOf(PrivateKey key) throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance(kind);
    generator.initialize(new NamedParameterSpec(kind), new Seed(bytes(key)));
    return generator.generateKeyPair();
  }

  private static byte[] bytes(PrivateKey key) {
    var bytes =
        key instanceof XECPrivateKey scalar
            ? scalar.getScalar()
            : ((EdECPrivateKey) key).getBytes();
    return bytes.orElseThrow();
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
