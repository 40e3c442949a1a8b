package fleet.contract.device;

import fleet.contract.identity.ReleaseId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a device is. Sent on change and at least once per report interval; delivered at least once,
 * so the API ignores a sequence number that it has seen.
 *
 * @param sequence grows with each report of this device, over restarts too
 * @param at by the device's clock, for people to read; nothing is decided by it
 * @param target the release that the device works towards
 * @param running the release of which every service runs now
 * @param healthy the release that last passed its soak here and still runs
 * @param failure of the target, while it is not running because of it
 * @param variables revision of the variables with which every service runs now
 * @param trust whom the device believes; absent from an older supervisor
 */
public record StateReport(
    int protocol,
    long sequence,
    Instant at,
    String supervisorVersion,
    Phase phase,
    Optional<ReleaseId> target,
    Optional<ReleaseId> running,
    Optional<ReleaseId> healthy,
    List<ServiceState> services,
    Optional<Failure> failure,
    List<ActionResult> actions,
    Optional<Long> variables,
    Optional<TrustState> trust) {
  public StateReport {
    services = List.copyOf(services);
    actions = List.copyOf(actions);
  }

  /** A report that says nothing of whom the device believes. */
  public StateReport(
      int protocol,
      long sequence,
      Instant at,
      String supervisorVersion,
      Phase phase,
      Optional<ReleaseId> target,
      Optional<ReleaseId> running,
      Optional<ReleaseId> healthy,
      List<ServiceState> services,
      Optional<Failure> failure,
      List<ActionResult> actions,
      Optional<Long> variables) {
    this(
        protocol,
        sequence,
        at,
        supervisorVersion,
        phase,
        target,
        running,
        healthy,
        services,
        failure,
        actions,
        variables,
        Optional.empty());
  }

  /** A report that says nothing of variables, nor of whom the device believes. */
  public StateReport(
      int protocol,
      long sequence,
      Instant at,
      String supervisorVersion,
      Phase phase,
      Optional<ReleaseId> target,
      Optional<ReleaseId> running,
      Optional<ReleaseId> healthy,
      List<ServiceState> services,
      Optional<Failure> failure,
      List<ActionResult> actions) {
    this(
        protocol,
        sequence,
        at,
        supervisorVersion,
        phase,
        target,
        running,
        healthy,
        services,
        failure,
        actions,
        Optional.empty());
  }
}
