package fleet.builder.release;

import fleet.builder.progress.DeviceText;
import fleet.contract.identity.FleetName;
import fleet.contract.operator.RolloutProgress;
import fleet.contract.problem.ProblemException;
import fleet.contract.release.Release;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Waits until devices run a release, for a while, and says how far they came. */
public final class DeviceWait {
  private final FleetApi api;

  public DeviceWait(FleetApi api) {
    this.api = api;
  }

  /** Returns the lines for whoever pushed; never throws for a device or an API that is silent. */
  public List<String> verdict(FleetName fleet, Release release, Duration limit)
      throws InterruptedException {
    var started = System.nanoTime();
    var last = new AtomicReference<@Nullable RolloutProgress>();
    var settled = new CountDownLatch(1);
    var watcher =
        Thread.ofVirtual().name("device-wait").start(() -> watch(fleet, release, last, settled));
    try {
      var _ = settled.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      watcher.interrupt();
    }
    var waited = Duration.ofNanos(System.nanoTime() - started);
    return Optional.ofNullable(last.get())
        .map(progress -> lines(progress, fleet, waited))
        .orElse(List.of("how far the devices are is not known: the Fleet API does not say"));
  }

  private void watch(
      FleetName fleet,
      Release release,
      AtomicReference<@Nullable RolloutProgress> last,
      CountDownLatch settled) {
    try {
      api.progress(
          release.id(),
          progress -> {
            last.set(progress);
            return DeviceText.nothingToWaitFor(progress, fleet).isEmpty()
                && !DeviceText.isSettled(progress);
          });
    } catch (ProblemException e) {
      // The release stands; what is known of the devices so far is all there is to say.
    } finally {
      settled.countDown();
    }
  }

  private static List<String> lines(RolloutProgress progress, FleetName fleet, Duration waited) {
    return DeviceText.nothingToWaitFor(progress, fleet)
        .map(List::of)
        .orElseGet(() -> DeviceText.verdict(progress, waited));
  }
}
