package fleet.cli.simulate;

import fleet.contract.release.Platform;
import java.time.Duration;

/**
 * How the devices behave. Which ones are meant by a percentage follows from their places alone, so
 * two runs have the same ones.
 *
 * @param platform that they say they are, when they register
 * @param poll percent that poll and never connect
 * @param slow percent that read a few hundred bytes in a second
 * @param silent percent that never report
 * @param failing percent where every update fails
 * @param update how long an update takes on a device
 * @param spread within what time devices connect at the start
 */
record Behaviour(
    Platform platform,
    int poll,
    int slow,
    int silent,
    int failing,
    Duration update,
    Duration spread) {
  private static final int HUNDRED = 100;

  /** What one device is like. */
  record Kind(boolean polls, boolean isSlow, boolean isSilent, boolean fails) {}

  Behaviour {
    requirePercent(poll);
    requirePercent(slow);
    requirePercent(silent);
    requirePercent(failing);
  }

  Kind of(int place) {
    return new Kind(
        within(place, 7, poll),
        within(place, 11, slow),
        within(place, 13, silent),
        within(place, 17, failing));
  }

  /** Spreads each kind over all places, each in another way: the factors have no common divisor. */
  private static boolean within(int place, int factor, int percent) {
    return place * factor % HUNDRED < percent;
  }

  private static void requirePercent(int value) {
    if (value < 0 || value > HUNDRED) {
      throw new IllegalArgumentException("a percentage is a number from 0 to 100");
    }
  }
}
