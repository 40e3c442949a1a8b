package fleet.builder.build;

/**
 * What happens to a source when its build ends: land or abandon is called. A server that was killed
 * may call them again.
 */
public interface Landing {
  /** Throws {@code ProblemException} when it could not land any more. */
  void check();

  /** The release exists: the branch moves. */
  void land();

  /** There is no release: nothing is left behind. */
  void abandon();
}
