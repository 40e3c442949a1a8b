package fleet.supervisor.target;

import fleet.contract.device.Failure;
import fleet.contract.device.ReleaseTarget;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How releases fared on this device. It is written down before anything follows from it.
 *
 * <pre>
 *             begin                commit
 *   target ----------> trial ----------------> healthy ----> previous (at the next commit)
 *                        | fail
 *                        v
 *                   quarantine  (left by another target, or by proving itself after all)
 * </pre>
 *
 * @param trial started, and not proven yet
 * @param healthy the last that proved itself: what the device returns to
 * @param previous the one that proved itself before; its images stay
 */
public record Journal(
    Optional<ReleaseTarget> trial,
    Optional<ReleaseTarget> healthy,
    Optional<ReleaseTarget> previous,
    Optional<Quarantine> quarantine) {
  public static final Journal EMPTY =
      new Journal(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Nothing is left of a quarantine or a trial that this target is not about. */
  public Journal aimAt(Optional<ReleaseTarget> target) {
    return new Journal(
        trial.filter(release -> !isHealthy(target)),
        healthy,
        previous,
        quarantine.filter(failed -> target.filter(failed.release()::equals).isPresent()));
  }

  public Journal begin(ReleaseTarget release) {
    return new Journal(Optional.of(release), healthy, previous, quarantine);
  }

  public Journal commit(ReleaseTarget release) {
    var before = healthy.filter(old -> !old.id().equals(release.id())).or(() -> previous);
    return new Journal(Optional.empty(), Optional.of(release), before, Optional.empty());
  }

  /** The release failed. Without one to return to it stays on trial, for it may yet recover. */
  public Journal fail(ReleaseTarget release, Failure failure) {
    return new Journal(
        healthy.isPresent() ? Optional.empty() : Optional.of(release),
        healthy,
        previous,
        Optional.of(new Quarantine(release, failure)));
  }

  public boolean isQuarantined(ReleaseTarget release) {
    return quarantine.filter(failed -> failed.release().equals(release)).isPresent();
  }

  /** What runs, or ran last: what is kept running while something else is fetched. */
  public Optional<ReleaseTarget> begun() {
    return trial.or(() -> healthy);
  }

  /** All that the device may run: what it is to run, and what is written here. */
  public Stream<ReleaseTarget> releases(Optional<ReleaseTarget> target) {
    return Stream.of(target, trial, healthy, previous).flatMap(Optional::stream);
  }

  private boolean isHealthy(Optional<ReleaseTarget> target) {
    return target.isPresent() && target.equals(healthy);
  }
}
