package fleet.registry.db;

import fleet.contract.release.Digest;
import java.nio.ByteBuffer;

/** A manifest as it was pushed, byte for byte. */
public record StoredManifest(Digest digest, String mediaType, ByteBuffer content) {
  public StoredManifest {
    content = content.asReadOnlyBuffer();
  }

  /** Its own view of the bytes, for one reader. */
  @Override
  public ByteBuffer content() {
    return content.duplicate();
  }
}
