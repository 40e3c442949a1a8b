package fleet.builder.build;

import java.io.IOException;
import java.nio.file.Path;

/** Where a build's files come from. */
public interface ProjectSource {
  /** The commit, or the digits that stand for it where there is no git. */
  String commit();

  /** Says whether {@link #commit} is one of git's. */
  default boolean isOfGit() {
    return true;
  }

  /** Writes the files below the folder, which is empty or holds them already. */
  void writeTo(Path folder) throws IOException;

  /** Files that lie in the folder already. */
  static ProjectSource unpacked(String commit) {
    return new ProjectSource() {
      @Override
      public String commit() {
        return commit;
      }

      @Override
      public boolean isOfGit() {
        return false;
      }

      @Override
      public void writeTo(Path folder) {}
    };
  }
}
