package fleet.supervisor.remote;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import net.i2p.crypto.eddsa.EdDSAPrivateKey;
import net.i2p.crypto.eddsa.EdDSAPublicKey;
import net.i2p.crypto.eddsa.spec.EdDSAPublicKeySpec;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;

/** Reads the keys that remote access is given. */
final class SshKeys {
  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";

  private SshKeys() {}

  /** The identity key: PKCS#8 PEM (RFC 8410) of Ed25519; its public half follows from it. */
  static KeyPair identity(Path file) throws IOException {
    var text = Files.readString(file, StandardCharsets.US_ASCII).strip();
    if (!text.startsWith(BEGIN) || !text.endsWith(END)) {
      throw new IOException("%s is not a PKCS#8 PEM file".formatted(file));
    }
    var body = text.substring(BEGIN.length(), text.length() - END.length());
    try {
      var key = new EdDSAPrivateKey(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(body)));
      var half = new EdDSAPublicKeySpec(key.getA(), key.getParams());
      return new KeyPair(new EdDSAPublicKey(half), key);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException("%s does not hold an Ed25519 key".formatted(file), e);
    }
  }

  /** A public key from one OpenSSH line. */
  static PublicKey parse(String line) throws IOException {
    try {
      var entry = PublicKeyEntry.parsePublicKeyEntry(line);
      return entry.resolvePublicKey(null, null, PublicKeyEntryResolver.FAILING);
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new IOException("a key of the offer is not an OpenSSH line", e);
    }
  }

  /** A certificate from one OpenSSH line. */
  static OpenSshCertificate certificate(String line) throws IOException {
    if (parse(line) instanceof OpenSshCertificate certificate) {
      return certificate;
    }
    throw new IOException("the offer's host certificate is none");
  }
}
