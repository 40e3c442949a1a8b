package fleet.supervisor.state;

import java.nio.file.Path;

/** Another supervisor has the state folder. */
public final class FolderInUseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FolderInUseException(Path folder) {
    super("another supervisor uses the state folder " + folder);
  }
}
