package fleet.builder.plan;

import fleet.contract.problem.ProblemException;
import java.util.Optional;
import java.util.Set;

/** What the planner may know of a project. */
public interface ProjectFiles {
  /** Of all regular files, relative to the root, with {@code /}. */
  Set<String> paths();

  /**
   * The text of a file; nothing when there is none.
   *
   * @throws ProblemException when it is too large for one that the planner reads, or no text
   */
  Optional<String> text(String path);
}
