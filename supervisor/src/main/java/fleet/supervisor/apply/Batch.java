package fleet.supervisor.apply;

import fleet.contract.identity.ServiceName;
import fleet.supervisor.plan.Names;
import fleet.supervisor.plan.Plan;
import fleet.supervisor.plan.Step;
import fleet.supervisor.time.Backoff;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out the steps of one plan side by side, and holds back for a while those that failed.
 * Mutable; owned by the run loop's thread.
 */
public final class Batch {
  /** A step that failed, how often in a row, and when it may be tried again. */
  private record Setback(int failures, Instant notBefore, String message) {}

  private static final Logger log = LoggerFactory.getLogger(Batch.class);

  private final Applier applier;
  private final Backoff backoff;
  private final InstantSource clock;
  private final Map<Step, Setback> setbacks = new HashMap<>();

  public Batch(Applier applier, Backoff backoff, InstantSource clock) {
    this.applier = applier;
    this.backoff = backoff;
    this.clock = clock;
  }

  /**
   * Carries out what may be tried now and returns when all of it is done or has failed.
   *
   * @return whether anything was done, so that the device looks different now
   */
  public boolean apply(Plan plan, Names names) throws InterruptedException {
    setbacks.keySet().retainAll(new HashSet<>(plan.steps()));
    var running = new LinkedHashMap<Step, Future<?>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var at = 0; at < plan.steps().size(); at++) {
        var step = plan.steps().get(at);
        if (!(step instanceof Step.Wait) && isDue(step)) {
          log.debug("step={} reason={}", step, plan.reasons().get(at));
          running.put(step, threads.submit(() -> applier.apply(step, names)));
        }
      }
      var done = false;
      for (var entry : running.entrySet()) {
        done |= succeeded(entry.getKey(), entry.getValue());
      }
      return done;
    }
  }

  /** When the first of the steps held back may be tried again. */
  public Optional<Instant> nextAttempt() {
    return setbacks.values().stream().map(Setback::notBefore).min(Instant::compareTo);
  }

  /** What the engine said to the step that failed last for this service. */
  public Optional<String> failure(ServiceName service) {
    return setbacks.entrySet().stream()
        .filter(entry -> serves(entry.getKey(), service))
        .map(entry -> entry.getValue().message())
        .findFirst();
  }

  private boolean isDue(Step step) {
    var setback = setbacks.get(step);
    return setback == null || !clock.instant().isBefore(setback.notBefore());
  }

  private boolean succeeded(Step step, Future<?> running) throws InterruptedException {
    try {
      running.get();
      setbacks.remove(step);
      return true;
    } catch (ExecutionException e) {
      var cause = e.getCause() == null ? e : e.getCause();
      var message = String.valueOf(cause.getMessage());
      var earlier = setbacks.get(step);
      var failures = earlier == null ? 1 : earlier.failures() + 1;
      var wait = backoff.after(failures);
      setbacks.put(step, new Setback(failures, clock.instant().plus(wait), message));
      log.warn("step failed: {} step={} retryMillis={}", message, name(step), wait.toMillis());
      return false;
    }
  }

  private static boolean serves(Step step, ServiceName service) {
    return switch (step) {
      case Step.CreateContainer(_, var target) -> target.service().equals(service);
      case Step.StartContainer(_, var name) -> name.equals(service);
      case Step.StopContainer _,
          Step.RemoveContainer _,
          Step.FetchImage _,
          Step.CreateNetwork _,
          Step.CreateVolume _,
          Step.RemoveImage _,
          Step.RemoveLeftover _,
          Step.Wait _ ->
          false;
    };
  }

  private static String name(Step step) {
    return step.getClass().getSimpleName();
  }
}
