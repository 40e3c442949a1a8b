package fleet.cli.credential;

import fleet.contract.identity.PublicKey;
import fleet.contract.trust.SigningKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A key that somebody signs releases with, and which no server ever sees: Ed25519 as PEM, the
 * private half as PKCS #8 and the public half as X.509 beside it (RFC 8410), as {@code openssl
 * genpkey -algorithm ed25519} writes them.
 */
public final class SigningKeyFile {
  private static final String ALGORITHM = "Ed25519";
  private static final String PRIVATE = "PRIVATE KEY";
  private static final String PUBLIC = "PUBLIC KEY";
  private static final int MAX_BYTES = 16 * 1024;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private SigningKeyFile() {}

  /**
   * Makes a new key.
   *
   * @param file of the private half; the public half is put beside it, its name ending in {@code
   *     .pub}
   * @throws CredentialException when one of them is there already, or cannot be written
   */
  public static PublicKey create(Path file) {
    var key = SigningKey.random();
    write(file, pem(PRIVATE, key.privateKey().getEncoded()), OWNER_ONLY);
    try {
      write(
          publicHalf(file),
          pem(PUBLIC, key.publicKey().toJdk().getEncoded()),
          PosixFilePermissions.fromString("rw-r--r--"));
    } catch (CredentialException e) {
      forget(file);
      throw e;
    }
    return key.publicKey();
  }

  /** A private half that nobody was told of is no key that somebody made. */
  private static void forget(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new CredentialException(
          "could not remove %s, which is half a key: %s".formatted(file, e), "", e);
    }
  }

  /** Where {@link #create} puts the public half. */
  public static Path publicHalf(Path file) {
    return file.resolveSibling(file.getFileName() + ".pub");
  }

  /**
   * Reads a private half.
   *
   * @throws CredentialException when it is none, or others may read it, or it is somebody else's
   */
  public static SigningKey read(Path file) {
    var encoded = read(file, PRIVATE, "fleet trust new-key FILE makes one");
    requireOwn(file);
    try {
      var secret =
          KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(encoded));
      return SigningKey.of(new KeyPair(publicHalf(secret), secret));
    } catch (GeneralSecurityException e) {
      throw noKey(file, PRIVATE, e);
    }
  }

  /**
   * Reads a public half.
   *
   * @throws CredentialException when it is none
   */
  public static PublicKey readPublic(Path file) {
    var encoded = read(file, PUBLIC, "give the file that ends in .pub");
    try {
      return PublicKey.of(
          KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw noKey(file, PUBLIC, e);
    }
  }

  /** The JDK has no way from one half to the other, but makes both of what it takes for chance. */
  private static java.security.PublicKey publicHalf(PrivateKey secret)
      throws GeneralSecurityException {
    var seed = ((EdECPrivateKey) secret).getBytes().orElseThrow(GeneralSecurityException::new);
    var generator = KeyPairGenerator.getInstance(ALGORITHM);
    generator.initialize(NamedParameterSpec.ED25519, new Given(seed));
    var pair = generator.generateKeyPair();
    if (!Arrays.equals(pair.getPrivate().getEncoded(), secret.getEncoded())) {
      throw new GeneralSecurityException("this Java runtime makes other keys of it");
    }
    return pair.getPublic();
  }

  /** What is taken for chance. */
  private static final class Given extends SecureRandom {
    private static final long serialVersionUID = 1;

    private final transient byte[] bytes;

    Given(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public void nextBytes(byte[] wanted) {
      System.arraycopy(bytes, 0, wanted, 0, wanted.length);
    }
  }

  private static byte[] read(Path file, String kind, String hint) {
    try (var in = Files.newInputStream(file)) {
      var text = new String(in.readNBytes(MAX_BYTES), StandardCharsets.US_ASCII).strip();
      var begin = "-----BEGIN %s-----".formatted(kind);
      var end = "-----END %s-----".formatted(kind);
      if (!text.startsWith(begin) || !text.endsWith(end)) {
        throw new CredentialException(
            "%s is no %s in PEM".formatted(file, kind.toLowerCase(Locale.ROOT)), hint);
      }
      var body = text.substring(begin.length(), text.length() - end.length());
      return Base64.getMimeDecoder().decode(body);
    } catch (NoSuchFileException e) {
      throw new CredentialException("there is no file " + file, hint, e);
    } catch (IOException | IllegalArgumentException e) {
      throw new CredentialException("could not read %s: %s".formatted(file, e), hint, e);
    }
  }

  /** As OpenSSH wants it of its keys. */
  private static void requireOwn(Path file) {
    try {
      if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
        throw new CredentialException(
            "others may read %s, and sign with it".formatted(file), "chmod 600 " + file);
      }
      var owner = Files.getOwner(file).getName();
      if (isForeign(owner, ProcessHandle.current().info().user())) {
        throw new CredentialException(
            "%s is the key of %s, who may sign with it too".formatted(file, owner),
            "fleet trust new-key FILE makes one of your own");
      }
    } catch (IOException e) {
      throw new CredentialException("could not look at %s: %s".formatted(file, e), "", e);
    }
  }

  /** Root reads every file: what it owns is as much one's own as can be. */
  static boolean isForeign(String owner, Optional<String> user) {
    return !owner.equals("root") && user.filter(name -> !name.equals(owner)).isPresent();
  }

  private static void write(Path file, String pem, Set<PosixFilePermission> permissions) {
    var options = Set.<OpenOption>of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var channel =
        Files.newByteChannel(file, options, PosixFilePermissions.asFileAttribute(permissions))) {
      var _ = channel.write(ByteBuffer.wrap(pem.getBytes(StandardCharsets.US_ASCII)));
    } catch (FileAlreadyExistsException e) {
      throw new CredentialException(
          "%s is there already, and a key is not written over".formatted(file),
          "choose another name",
          e);
    } catch (IOException e) {
      throw new CredentialException("could not write %s: %s".formatted(file, e), "", e);
    }
  }

  private static String pem(String kind, byte[] encoded) {
    var body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(kind, body, kind);
  }

  private static CredentialException noKey(Path file, String kind, Exception cause) {
    return new CredentialException(
        "%s is no Ed25519 %s".formatted(file, kind.toLowerCase(Locale.ROOT)),
        "openssl genpkey -algorithm ed25519, or fleet trust new-key, makes one",
        cause);
  }
}
