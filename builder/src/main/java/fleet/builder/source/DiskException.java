package fleet.builder.source;

import java.io.IOException;

/** A project could not be written here: the trouble is the server's, not the project's. */
final class DiskException extends IOException {
  private static final long serialVersionUID = 1L;

  DiskException(IOException cause) {
    super("could not write the project: " + cause.getMessage(), cause);
  }
}
