package fleet.cli.simulate;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What came of it.
 *
 * @param connected over a WebSocket at the end
 * @param targets how often one came
 * @param unchanged polls that were answered so
 * @param variables revisions of them that devices were told, the first of each device apart
 * @param releases that devices were told, each with how soon after the first device
 * @param reconnects how soon devices had their target again after their connection was lost
 * @param waits how long devices held back, whose connection was lost, before they tried again
 * @param signIns of devices that ran already; those that come back show the token that they have
 * @param removed devices that ended because the server knows them no more
 * @param trouble kinds of errors, with how many there were
 */
record Summary(
    int devices,
    int connected,
    int pollers,
    long targets,
    long polls,
    long unchanged,
    long reports,
    List<Told> releases,
    List<Told> variables,
    Times reconnects,
    Times waits,
    long signIns,
    int removed,
    long errors,
    Map<String, Long> trouble) {
  Summary {
    releases = List.copyOf(releases);
    variables = List.copyOf(variables);
  }

  /**
   * One release, or revision of variables.
   *
   * @param firstAt when the first device was told
   * @param told how many devices were
   * @param after how long after the first one, in milliseconds
   */
  record Told(String version, Instant firstAt, int told, Times after) {}

  /** Times in milliseconds; all 0 when there is none. */
  record Times(int count, long p50, long p99, long last) {
    static Times of(List<Long> millis) {
      if (millis.isEmpty()) {
        return new Times(0, 0, 0, 0);
      }
      var sorted = millis.stream().sorted().toList();
      return new Times(sorted.size(), at(sorted, 50), at(sorted, 99), sorted.getLast());
    }

    private static long at(List<Long> sorted, int percent) {
      return sorted.get((int) Math.min(sorted.size() - 1L, (long) sorted.size() * percent / 100));
    }
  }
}
