package fleet.supervisor.engine;

import java.time.Instant;

/**
 * Which lines of a container are wanted.
 *
 * @param follow whether to go on until the container ends
 * @param since only lines from then on; the epoch means all
 * @param tail at most that many of the last; 0 means all
 */
public record LogQuery(boolean follow, Instant since, int tail) {
  /** The last lines that there are now. */
  public static LogQuery last(int lines) {
    return new LogQuery(false, Instant.EPOCH, lines);
  }

  /** Everything from that moment until the container ends. */
  public static LogQuery follow(Instant since) {
    return new LogQuery(true, since, 0);
  }
}
