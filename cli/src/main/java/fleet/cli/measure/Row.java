package fleet.cli.measure;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One figure. Smaller is better: times, sizes.
 *
 * @param ours median of our runs, in {@code unit}
 * @param peer median of the peer's runs in the same run, where there is a peer
 * @param ratio ours / peer
 * @param target the most that ours may be, where the design names one
 * @param holds whether ours is within the target; absent without one
 */
record Row(
    String what,
    double ours,
    Optional<Double> peer,
    String unit,
    Optional<Double> ratio,
    Optional<Double> target,
    Optional<Boolean> holds) {
  /** A figure that nothing is held against. */
  static Row of(String what, double ours, String unit) {
    return new Row(
        what, ours, Optional.empty(), unit, Optional.empty(), Optional.empty(), Optional.empty());
  }

  Row target(double most) {
    return new Row(what, ours, peer, unit, ratio, Optional.of(most), Optional.of(ours <= most));
  }

  Row peer(double other) {
    return new Row(what, ours, Optional.of(other), unit, Optional.of(ours / other), target, holds);
  }

  /** The cells of a table's line. */
  List<String> cells() {
    return List.of(
        what,
        number(ours),
        peer.map(Row::number).orElse("-"),
        unit,
        ratio.map(value -> String.format(Locale.ROOT, "%.2f", value)).orElse("-"),
        target.map(value -> "<= " + number(value)).orElse("-"),
        holds.map(value -> value ? "yes" : "NO").orElse("-"));
  }

  private static String number(double value) {
    return value >= 100
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.1f", value);
  }
}
