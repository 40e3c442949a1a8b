package fleet.cli.measure;

import java.util.ArrayList;
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
    var sorted = new ArrayList<>(values);
    sorted.sort(Double::compare);
    var middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
