package fleet.registry.store;

import fleet.contract.release.Digest;
import fleet.registry.request.UploadId;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * Content by digest, and uploads on their way to it. A blob appears whole, verified and durable, or
 * not at all. Blocking and thread-safe; {@code BlobStoreContract} says what each kind must do.
 */
public interface BlobStore {
  /** Opens a blob for reading; the caller closes it. */
  Optional<StoredBlob> open(Digest digest) throws IOException;

  /** Removes a blob; those who have opened it read on. */
  void delete(Digest digest) throws IOException;

  /** Makes room for a new upload. */
  void begin(UploadId id) throws IOException;

  /**
   * Takes up an upload where it stands, also after a restart, for one owner at a time.
   *
   * @return nothing when there is no such upload
   * @throws fleet.registry.problem.RegistryException when another owner does not let go
   */
  Optional<Upload> resume(UploadId id) throws IOException;

  /** Says whether the upload exists. */
  boolean has(UploadId id);

  /** Forgets the uploads to which nothing was added since then. */
  void discardIdleSince(Instant moment) throws IOException;

  /**
   * Refuses what cannot fit.
   *
   * @throws fleet.registry.problem.RegistryException NO_SPACE
   */
  void requireSpace(long bytes) throws IOException;
}
