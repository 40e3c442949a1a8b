package fleet.cli.command;

import java.io.IOException;
import java.io.OutputStream;

/** Files that are sent to be built from; what it says of itself tells people which. */
interface SentFiles {
  /**
   * Writes them as a tar, never more than one buffer of it in memory.
   *
   * @throws CommandFailure when a file cannot be read
   */
  void writeTar(OutputStream out) throws IOException;
}
