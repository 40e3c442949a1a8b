package fleet.cli.measure;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One figure. Smaller is better: times, sizes; where it is not, the target is a ratio to the peer.
 *
 * @param ours median of our runs, in {@code unit}
 * @param peer median of the peer's runs in the same run, where there is a peer
 * @param ratio ours / peer
 * @param target the most that ours may be, or the least or most that the ratio may be, where the
 *     design names one
 * @param holds whether ours is within the target; absent without one
 * @param most whether the target is the most, not the least
 * @param ofPeer whether the target is a ratio
 */
record Row(
    String what,
    double ours,
    Optional<Double> peer,
    String unit,
    Optional<Double> ratio,
    Optional<Double> target,
    Optional<Boolean> holds,
    boolean most,
    boolean ofPeer) {
  /** A figure that nothing is held against. */
  static Row of(String what, double ours, String unit) {
    return new Row(
        what,
        ours,
        Optional.empty(),
        unit,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        true,
        false);
  }

  Row target(double most) {
    return new Row(
        what, ours, peer, unit, ratio, Optional.of(most), Optional.of(ours <= most), true, false);
  }

  Row peer(double other) {
    return new Row(
        what,
        ours,
        Optional.of(other),
        unit,
        Optional.of(ours / other),
        target,
        holds,
        most,
        ofPeer);
  }

  /** Against a peer, of which it is to be at least so many times. */
  Row atLeast(double times, double other) {
    return against(times, other, ours / other >= times, false);
  }

  /** Against a peer, of which it is to be at most so many times. */
  Row atMost(double times, double other) {
    return against(times, other, ours / other <= times, true);
  }

  private Row against(double times, double other, boolean holdsIt, boolean isMost) {
    return new Row(
        what,
        ours,
        Optional.of(other),
        unit,
        Optional.of(ours / other),
        Optional.of(times),
        Optional.of(holdsIt),
        isMost,
        true);
  }

  /** The cells of a table's line. */
  List<String> cells() {
    return List.of(
        what,
        number(ours),
        peer.map(Row::number).orElse("-"),
        unit,
        ratio.map(value -> String.format(Locale.ROOT, "%.2f", value)).orElse("-"),
        target.map(this::bound).orElse("-"),
        holds.map(value -> value ? "yes" : "NO").orElse("-"));
  }

  private String bound(double value) {
    var side = most ? "<= " : ">= ";
    return side + (ofPeer ? String.format(Locale.ROOT, "%.2f x", value) : number(value));
  }

  private static String number(double value) {
    return value >= 100
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.1f", value);
  }
}
