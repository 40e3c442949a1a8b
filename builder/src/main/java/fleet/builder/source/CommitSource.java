package fleet.builder.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Unpacks the tree of a commit. Files are dated by the commit. */
public final class CommitSource {
  private static final int MAX_LINK_BYTES = 4_096;

  private final SourceLimits limits;

  public CommitSource(SourceLimits limits) {
    this.limits = limits;
  }

  public void unpack(Repository repository, ObjectId commit, Path folder) throws IOException {
    var writer = new ProjectWriter(folder, limits);
    try (var reader = repository.newObjectReader();
        var commits = new RevWalk(reader);
        var tree = new TreeWalk(reader)) {
      var parsed = commits.parseCommit(commit);
      var modified = Instant.ofEpochSecond(Math.max(0, parsed.getCommitTime()));
      tree.addTree(parsed.getTree());
      tree.setRecursive(true);
      while (tree.next()) {
        write(tree, modified, writer);
      }
    }
  }

  private static void write(TreeWalk tree, Instant modified, ProjectWriter writer)
      throws IOException {
    var path = tree.getPathString();
    var mode = tree.getFileMode();
    if (mode.equals(FileMode.GITLINK)) {
      throw writer.refuse(path, "is a git submodule; submodules are not fetched, commit its files");
    }
    var object = tree.getObjectReader().open(tree.getObjectId(0));
    if (mode.equals(FileMode.SYMLINK)) {
      writer.link(path, new String(object.getBytes(MAX_LINK_BYTES), StandardCharsets.UTF_8));
      return;
    }
    try (var in = object.openStream()) {
      writer.file(path, mode.equals(FileMode.EXECUTABLE_FILE), modified, in);
    }
  }
}
