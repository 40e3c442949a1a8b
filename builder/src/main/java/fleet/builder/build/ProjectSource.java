package fleet.builder.build;

import java.io.IOException;
import java.nio.file.Path;

/** A build's files. */
public interface ProjectSource {
  /** The commit, or the digits that stand for it where there is no git. */
  String commit();

  /** Says whether {@link #commit} is one of git's. */
  boolean isOfGit();

  /** Writes the files below the folder, which is empty or holds all of them already. */
  void writeTo(Path folder) throws IOException;
}
