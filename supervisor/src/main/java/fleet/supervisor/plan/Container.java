package fleet.supervisor.plan;

import fleet.contract.device.ContainerState;
import fleet.contract.device.Health;
import fleet.contract.device.ServiceTarget;
import fleet.contract.identity.ReleaseId;
import fleet.contract.identity.ServiceName;
import fleet.contract.release.RestartPolicy;
import fleet.contract.release.ServiceSpec;
import java.util.Optional;
import java.util.Set;

/**
 * A container of ours as observed; what it is for is what its labels say.
 *
 * @param release that it was created for; a later one with the same image and spec keeps it
 * @param networks that it is in, as the engine calls them
 */
public record Container(
    ContainerId id,
    ServiceName service,
    ReleaseId release,
    ImageName image,
    SpecHash spec,
    ContainerState state,
    Health health,
    int restarts,
    Optional<Integer> exitCode,
    Set<String> networks) {
  /** Exit codes above are 128 and a signal's number; 255 is what is left after a power cut. */
  private static final int SIGNALLED = 128;

  /** Says whether this is what the target wants, so that it may stay. */
  public boolean matches(ServiceTarget target) {
    return service.equals(target.service())
        && image.equals(ImageName.of(target))
        && spec.equals(SpecHash.of(target));
  }

  /** Says whether the engine runs it, or is about to run it again by itself. */
  public boolean isActive() {
    return state == ContainerState.RUNNING || state == ContainerState.RESTARTING;
  }

  /** Says whether it ended well and is not meant to run again. */
  public boolean isCompleted(ServiceSpec wanted) {
    return state == ContainerState.EXITED
        && exitCode.filter(code -> code == 0).isPresent()
        && (wanted.restart() == RestartPolicy.NO || wanted.restart() == RestartPolicy.ON_FAILURE);
  }

  /** Says whether it does what its spec asks of it now, health aside. */
  public boolean isRunning(ServiceSpec wanted) {
    return state == ContainerState.RUNNING || isCompleted(wanted);
  }

  /** Says whether it runs and, where it has a health check, has passed it. */
  public boolean isSound(ServiceSpec wanted) {
    return isCompleted(wanted)
        || (state == ContainerState.RUNNING && (health == Health.HEALTHY || health == Health.NONE));
  }

  /** Says whether it ought to run and nobody but us will start it. */
  boolean needsStart(ServiceSpec wanted) {
    return state == ContainerState.CREATED
        || (state == ContainerState.EXITED
            && !isCompleted(wanted)
            && (wanted.restart() != RestartPolicy.NO || wasCutOff())
            && !hasGivenUp(wanted));
  }

  /** Says whether it failed as often as its spec lets it. */
  private boolean hasGivenUp(ServiceSpec wanted) {
    return !wasCutOff() && wanted.maxRestarts().filter(most -> restarts >= most).isPresent();
  }

  /** Says whether a signal or a power cut ended it, rather than its own program. */
  private boolean wasCutOff() {
    return exitCode.filter(code -> code > SIGNALLED).isPresent();
  }
}
