package fleet.registry.store;

import fleet.contract.release.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;

/** An upload in the hands of its one owner; closing keeps it for the next. Not thread-safe. */
public interface Upload extends AutoCloseable {
  /** How many bytes are there. */
  long size();

  /**
   * Adds bytes at the end.
   *
   * @throws fleet.registry.problem.RegistryException NO_SPACE when the disk is full; the upload is
   *     discarded, to give its space back
   */
  void append(ByteBuffer bytes) throws IOException;

  /**
   * Makes the bytes durable if they are what they should be; otherwise discards them.
   *
   * @throws fleet.registry.problem.RegistryException DIGEST_INVALID
   */
  void seal(Digest expected) throws IOException;

  /** Turns the sealed upload into the blob. */
  void publish() throws IOException;

  /** Throws the upload away. */
  void discard() throws IOException;

  @Override
  void close() throws IOException;
}
