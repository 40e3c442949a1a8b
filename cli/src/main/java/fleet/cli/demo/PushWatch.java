package fleet.cli.demo;

import fleet.cli.machine.MachineException;
import fleet.cli.machine.Patience;
import fleet.contract.client.JsonHttp;
import fleet.contract.identity.ReleaseId;
import fleet.contract.operator.FleetView;
import fleet.contract.operator.ReleaseSummary;
import fleet.contract.operator.RolloutProgress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** Takes the times of a push, from beside it. Thread-safe. */
final class PushWatch {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final JsonHttp api;
  private final String fleet;
  private final Optional<ReleaseId> before;
  private final long began = System.nanoTime();
  private final AtomicLong runningMillis = new AtomicLong();
  private final CompletableFuture<Times> done = new CompletableFuture<>();

  /** When things were so, counted from the push's start. */
  record Times(ReleaseId release, long runningMillis, long healthyMillis) {}

  private PushWatch(JsonHttp api, String fleet) {
    this.api = api;
    this.fleet = fleet;
    this.before = current();
  }

  /** Starts the clock; the next release of the fleet is the one that is waited for. */
  static PushWatch start(JsonHttp api, String fleet) {
    var watch = new PushWatch(api, fleet);
    Thread.ofVirtual().name("push-watch").start(watch::follow);
    return watch;
  }

  /**
   * Waits until the release is healthy on every device.
   *
   * @throws MachineException when it is not in time, or failed somewhere
   */
  Times await() {
    try {
      return done.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new MachineException(
          "the release is not healthy after %d s".formatted(LIMIT.toSeconds()),
          "fleet device show tells more",
          e);
    } catch (ExecutionException e) {
      throw new MachineException("could not follow the release: " + e.getCause(), "", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MachineException("interrupted while waiting for the release", "", e);
    }
  }

  /** Stops watching: there will be no release. */
  void stop() {
    done.cancel(false);
  }

  private void follow() {
    try {
      var release =
          new Patience(LIMIT, PAUSE)
              .untilPresent(this::released)
              .orElseThrow(() -> new IllegalStateException("no release was made"));
      api.stream(
          "/releases/%s/progress".formatted(release),
          RolloutProgress.class,
          progress -> note(release, progress));
      // The stream's end, without what was waited for.
      done.completeExceptionally(new IllegalStateException("the server stopped telling"));
    } catch (RuntimeException e) {
      done.completeExceptionally(e);
    }
  }

  private Optional<ReleaseId> released() {
    if (done.isDone()) {
      throw new IllegalStateException("nobody waits any more");
    }
    return current().filter(release -> !before.equals(Optional.of(release)));
  }

  private Optional<ReleaseId> current() {
    return api.get("/fleets/" + fleet, FleetView.class).release().map(ReleaseSummary::id);
  }

  /** Notes how far it is, and says whether more is to be seen. */
  private boolean note(ReleaseId release, RolloutProgress progress) {
    var elapsed = Duration.ofNanos(System.nanoTime() - began).toMillis();
    if (!progress.failed().isEmpty()) {
      done.completeExceptionally(new IllegalStateException(progress.failed().toString()));
    }
    if (progress.devices() > 0 && progress.running() == progress.devices()) {
      runningMillis.compareAndSet(0, elapsed);
    }
    if (progress.devices() > 0 && progress.healthy() == progress.devices()) {
      runningMillis.compareAndSet(0, elapsed);
      done.complete(new Times(release, runningMillis.get(), elapsed));
    }
    return !done.isDone();
  }
}
