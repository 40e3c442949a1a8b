package fleet.cli.measure;

import java.util.List;

/** What several runs gave. */
record Samples(List<Double> values) {
  Samples {
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("a median needs a sample");
    }
  }

  /** The middle one; of an even number the mean of the middle two. */
  double median() {
    var sorted = sorted();
    var middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** The smallest that so many of a hundred do not exceed. */
  double percentile(int percent) {
    var sorted = sorted();
    return sorted.get(Math.max(0, Math.ceilDiv(sorted.size() * percent, 100) - 1));
  }

  private List<Double> sorted() {
    return values.stream().sorted().toList();
  }
}
