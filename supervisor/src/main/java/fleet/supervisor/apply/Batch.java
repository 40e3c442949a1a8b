package fleet.supervisor.apply;

import fleet.contract.client.Backoff;
import fleet.contract.identity.ServiceName;
import fleet.supervisor.plan.Names;
import fleet.supervisor.plan.Plan;
import fleet.supervisor.plan.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out the steps of one plan side by side, and holds back for a while those that failed, or
 * that were done a moment ago and are wanted again. Mutable; owned by the run loop's thread.
 */
public final class Batch {
  /** A step that was tried, how often lately, when it may be tried again, and what went wrong. */
  private record Attempt(int count, Instant at, Instant notBefore, Optional<String> failure) {}

  private static final Logger log = LoggerFactory.getLogger(Batch.class);
  private static final Duration REMEMBERED = Duration.ofMinutes(10);

  private final Applier applier;
  private final Backoff backoff;
  private final InstantSource clock;
  private final Map<Step, Attempt> attempts = new HashMap<>();
  private Optional<Instant> nextAttempt = Optional.empty();

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
    var now = clock.instant();
    attempts.values().removeIf(attempt -> attempt.at().plus(REMEMBERED).isBefore(now));
    nextAttempt = Optional.empty();
    var running = new LinkedHashMap<Step, Future<?>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var at = 0; at < plan.steps().size(); at++) {
        var step = plan.steps().get(at);
        if (mayRun(step, now)) {
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
    return nextAttempt;
  }

  /** What the engine said to the last step for this service that failed. */
  public Optional<String> failure(ServiceName service) {
    return attempts.entrySet().stream()
        .filter(entry -> serves(entry.getKey(), service))
        .flatMap(entry -> entry.getValue().failure().stream())
        .findFirst();
  }

  private boolean mayRun(Step step, Instant now) {
    var attempt = attempts.get(step);
    if (attempt != null && now.isBefore(attempt.notBefore())) {
      holdUntil(attempt.notBefore());
      return false;
    }
    return !(step instanceof Step.Wait);
  }

  private void holdUntil(Instant moment) {
    nextAttempt =
        Optional.of(nextAttempt.filter(earlier -> earlier.isBefore(moment)).orElse(moment));
  }

  private boolean succeeded(Step step, Future<?> running) throws InterruptedException {
    try {
      running.get();
      remember(step, Optional.empty());
      return !(step instanceof Step.FetchImage);
    } catch (ExecutionException e) {
      var cause = e.getCause() == null ? e : e.getCause();
      var message = String.valueOf(cause.getMessage());
      var notBefore = remember(step, Optional.of(message));
      holdUntil(notBefore);
      log.warn("step failed: {} step={} retryAt={}", message, name(step), notBefore);
      return false;
    }
  }

  /** A step that comes again at once would turn the loop into a busy one, so it waits too. */
  private Instant remember(Step step, Optional<String> failure) {
    var before = attempts.get(step);
    var count = before == null ? 1 : before.count() + 1;
    var now = clock.instant();
    var fetch = step instanceof Step.FetchImage;
    var notBefore = fetch ? now : now.plus(backoff.after(count));
    attempts.put(step, new Attempt(count, now, notBefore, failure));
    return notBefore;
  }

  private static boolean serves(Step step, ServiceName service) {
    return switch (step) {
      case Step.CreateContainer(_, var target) -> target.service().equals(service);
      case Step.StartContainer(_, var target) -> target.service().equals(service);
      case Step.JoinNetwork(_, var name, _) -> name.equals(service);
      case Step.StopContainer _,
          Step.RemoveContainer _,
          Step.FetchImage _,
          Step.CreateNetwork _,
          Step.RemoveNetwork _,
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
