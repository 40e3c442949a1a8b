package fleet.cli.measure;

import fleet.cli.machine.Program;
import java.nio.file.Path;

/** A server of git's own, for bare repositories below a folder. */
interface GitPeer extends AutoCloseable {
  /** Where a repository is, for git. */
  String url(Path repository);

  /** What git needs to come in. */
  Program let(Program git);

  @Override
  void close();
}
