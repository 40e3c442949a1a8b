package fleet.builder.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Follows one build's traces: tells each step once when it ends, and its output line by line.
 * Mutable, owned by the thread that reads the stream.
 */
final class StepTracker {
  private static final int KEPT_LINES = 20;
  private static final int MAX_LINE_BYTES = 8 * 1024;

  private final BuildWatcher watcher;
  private final Set<String> told = new HashSet<>();
  private final Map<String, LineCutter> outputs = new HashMap<>();
  private final Map<String, Deque<String>> lastLines = new HashMap<>();
  private Optional<Trace.Vertex> failed = Optional.empty();

  StepTracker(BuildWatcher watcher) {
    this.watcher = watcher;
  }

  void take(Trace trace) {
    trace.outputs().forEach(output -> cutter(output.vertex()).take(output.bytes()));
    trace.vertices().forEach(this::vertex);
  }

  /** How the build failed, by what was seen of it. */
  ImageOutcome.Failed failure(String reason) {
    return new ImageOutcome.Failed(
        failed.map(StepTracker::step),
        failed
            .map(vertex -> List.copyOf(lastLines.getOrDefault(vertex.digest(), new ArrayDeque<>())))
            .orElse(List.of()),
        reason);
  }

  private void vertex(Trace.Vertex vertex) {
    if (vertex.completed().isEmpty() || !told.add(vertex.digest())) {
      return;
    }
    cutter(vertex.digest()).flush();
    if (!vertex.error().isEmpty() && failed.isEmpty()) {
      failed = Optional.of(vertex);
    }
    watcher.step(step(vertex));
  }

  private LineCutter cutter(String vertex) {
    return outputs.computeIfAbsent(
        vertex, it -> new LineCutter(MAX_LINE_BYTES, line -> output(it, line)));
  }

  private void output(String vertex, String line) {
    var last = lastLines.computeIfAbsent(vertex, _ -> new ArrayDeque<>());
    if (last.size() == KEPT_LINES) {
      last.removeFirst();
    }
    last.addLast(line);
    watcher.output(line);
  }

  private static Step step(Trace.Vertex vertex) {
    var took =
        vertex.started().isPresent() && vertex.completed().isPresent()
            ? Duration.between(vertex.started().get(), vertex.completed().get())
            : Duration.ZERO;
    return new Step(vertex.name(), vertex.cached(), took, vertex.error());
  }
}
