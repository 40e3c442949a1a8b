package fleet.contract.release;

/**
 * A limit of each process, as {@code setrlimit} knows it; -1 is none.
 *
 * @param soft that a process may raise by itself
 * @param hard up to which it may
 */
public record Ulimit(long soft, long hard) {
  public Ulimit {
    if (soft < -1 || hard < -1) {
      throw new IllegalArgumentException("a limit is 0 or more, or -1 for none");
    }
    if (hard != -1 && (soft == -1 || soft > hard)) {
      throw new IllegalArgumentException("the soft limit is above the hard one");
    }
  }
}
