package fleet.cli.server;

import fleet.cli.machine.MachineException;
import fleet.cli.machine.OwnerOnlyFile;
import fleet.contract.identity.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What every server process of one installation shares.
 *
 * @param master 32 bytes, unpadded URL-safe base64; wraps the keys at rest
 * @param service what the processes show each other, derived from the master key
 */
public record ServerKeys(Secret master, Secret service) {
  private static final int BYTES = 32;
  private static final byte[] PURPOSE = "fleet service key 1".getBytes(StandardCharsets.US_ASCII);

  /**
   * Reads the master key's file.
   *
   * @throws MachineException when there is none, or it is not one, or others may read it
   */
  public static ServerKeys read(Path path) {
    var file = new OwnerOnlyFile(path);
    var text =
        file.read()
            .orElseThrow(
                () -> new MachineException("there is no master key in " + path, howToMake(path)));
    if (file.isOpenToOthers()) {
      throw new MachineException(
          "the master key in %s may be read by others".formatted(path), "chmod 600 " + path);
    }
    return of(text.strip())
        .orElseThrow(() ->
            new MachineException(
                "%s does not hold a master key: it is 32 bytes as URL-safe base64".formatted(path),
                "restore it from a backup"));
  }

  /**
   * Reads the master key's file, or makes it where nothing was wrapped yet.
   *
   * @param isFirstStart whether there is no data yet
   * @throws MachineException when it cannot be used
   */
  static ServerKeys readOrMake(Path path, boolean isFirstStart) {
    var file = new OwnerOnlyFile(path);
    if (file.read().isEmpty()) {
      if (!isFirstStart) {
        throw new MachineException(
            "the master key %s is missing, and the keys in the database are wrapped by it"
                .formatted(path),
            "restore that file from a backup");
      }
      file.write(Secret.random("").reveal() + "\n");
    }
    return read(path);
  }

  private static String howToMake(Path path) {
    return "restore it; for a new installation: (umask 077; openssl rand -base64 32 | tr +/ -_ | tr -d = >%s)"
        .formatted(path);
  }

  static Optional<ServerKeys> of(String text) {
    try {
      var bytes = Base64.getUrlDecoder().decode(text);
      return bytes.length == BYTES
          ? Optional.of(new ServerKeys(Secret.of(text), derive(bytes)))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Secret derive(byte[] master) {
    try {
      var parameters =
          HKDFParameterSpec.ofExtract()
              .addIKM(new SecretKeySpec(master, "Generic"))
              .thenExpand(PURPOSE, BYTES);
      var key = KDF.getInstance("HKDF-SHA256").deriveData(parameters);
      return Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(key));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no HKDF-SHA256", e);
    }
  }
}
