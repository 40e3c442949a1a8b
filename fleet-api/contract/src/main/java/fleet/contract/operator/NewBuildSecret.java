package fleet.contract.operator;

import fleet.contract.identity.SecretBytes;

/** The value of a secret that a fleet keeps for its builds; nobody is told it again. */
public record NewBuildSecret(SecretBytes value) {
  public NewBuildSecret {
    if (value.size() == 0 || value.size() > BuildUpload.MAX_SECRET_BYTES) {
      throw new IllegalArgumentException(
          "a secret has 1 byte to %d KiB".formatted(BuildUpload.MAX_SECRET_BYTES / 1024));
    }
  }
}
