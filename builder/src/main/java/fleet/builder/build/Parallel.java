package fleet.builder.build;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs calls side by side, each on a virtual thread. */
final class Parallel {
  private Parallel() {}

  /**
   * Returns all results in order. Waits for every call even when one fails, then throws what failed
   * first in time order of the list.
   */
  static <T> List<T> all(List<Callable<T>> calls) throws IOException, InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var results = threads.invokeAll(calls);
      var values = new ArrayList<T>();
      var failures = new ArrayList<Throwable>();
      for (var result : results) {
        failure(result, values).ifPresent(failures::add);
      }
      if (!failures.isEmpty()) {
        throw Failures.rethrow(failures);
      }
      return values;
    }
  }

  private static <T> Optional<Throwable> failure(Future<T> result, List<T> values)
      throws InterruptedException {
    try {
      values.add(result.get());
      return Optional.empty();
    } catch (ExecutionException e) {
      return Optional.of(Optional.ofNullable(e.getCause()).orElse(e));
    }
  }
}
