package fleet.api.openid;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/** A key pair of a provider, made and used by the JDK alone. */
public record TestKey(Kind kind, String id, KeyPair pair) {
  private static final int EC_BYTES = 32;

  /** How it signs. */
  public enum Kind {
    RS256("SHA256withRSA"),
    ES256("SHA256withECDSAinP1363Format"),
    EdDSA("Ed25519");

    private final String signature;

    Kind(String signature) {
      this.signature = signature;
    }
  }

  public static TestKey make(Kind kind, String id) {
    try {
      return new TestKey(kind, id, pair(kind));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair pair(Kind kind) throws GeneralSecurityException {
    return switch (kind) {
      case RS256 -> rsa(2048);
      case EdDSA -> KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      case ES256 -> {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        yield generator.generateKeyPair();
      }
    };
  }

  /** One that is too short to be believed. */
  public static TestKey shortRsa(String id) {
    try {
      return new TestKey(Kind.RS256, id, rsa(1024));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair rsa(int bits) throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(bits);
    return generator.generateKeyPair();
  }

  /** The public half as RFC 7517 writes it. */
  public Map<String, String> published() {
    return switch (pair.getPublic()) {
      case RSAPublicKey rsa ->
          Map.of(
              "kty",
              "RSA",
              "kid",
              id,
              "use",
              "sig",
              "n",
              text(unsigned(rsa.getModulus(), rsa.getModulus().bitLength() / 8)),
              "e",
              text(rsa.getPublicExponent().toByteArray()));
      case ECPublicKey point ->
          Map.of(
              "kty",
              "EC",
              "kid",
              id,
              "crv",
              "P-256",
              "x",
              text(unsigned(point.getW().getAffineX(), EC_BYTES)),
              "y",
              text(unsigned(point.getW().getAffineY(), EC_BYTES)));
      default -> {
        var encoded = pair.getPublic().getEncoded();
        var x = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
        yield Map.of("kty", "OKP", "kid", id, "crv", "Ed25519", "x", text(x));
      }
    };
  }

  /** A signature over the text. */
  public String sign(String text) {
    try {
      var signature = Signature.getInstance(kind.signature);
      signature.initSign(pair.getPrivate());
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return text(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] unsigned(BigInteger number, int length) {
    var bytes = number.toByteArray();
    var padded = new byte[length];
    var count = Math.min(bytes.length, length);
    System.arraycopy(bytes, bytes.length - count, padded, length - count, count);
    return padded;
  }
}
