package fleet.cli.simulate;

import fleet.contract.device.ActionResult;
import fleet.contract.device.ContainerState;
import fleet.contract.device.DeviceAction;
import fleet.contract.device.Failure;
import fleet.contract.device.Health;
import fleet.contract.device.Phase;
import fleet.contract.device.Protocol;
import fleet.contract.device.ReleaseTarget;
import fleet.contract.device.ServiceState;
import fleet.contract.device.StateReport;
import fleet.contract.device.TargetState;
import fleet.contract.device.Variables;
import fleet.contract.identity.ReleaseId;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * What a simulated device runs, and what it says of that. Thread-safe; sequence numbers grow over
 * runs too, for they begin at the clock.
 */
final class State {
  private static final Optional<Long> NOT_FRESH = Optional.empty();

  private final InstantSource clock;
  private final boolean fails;
  private Optional<ReleaseTarget> target = Optional.empty();
  private Optional<ReleaseId> running = Optional.empty();
  private Phase phase = Phase.IDLE;
  private Optional<Long> variables = Optional.empty();
  private List<ActionResult> actions = List.of();
  private long sequence;
  private Optional<Long> stored;

  /**
   * What a target asks for.
   *
   * @param release to update to, when it is another one than before
   * @param variables their revision, when there was another one before
   * @param tells whether it holds something else that the next report answers
   */
  record Wanted(Optional<ReleaseTarget> release, Optional<Long> variables, boolean tells) {
    static final Wanted NOTHING = new Wanted(Optional.empty(), Optional.empty(), false);
  }

  State(InstantSource clock, boolean fails, Optional<Long> stored) {
    this.clock = clock;
    this.fails = fails;
    this.sequence = Math.max(clock.millis(), stored.orElse(0L));
    this.stored = stored;
  }

  /** The server has every report up to this one. */
  synchronized void stored(long upTo) {
    stored = Optional.of(Math.max(stored.orElse(0L), upTo));
  }

  synchronized Optional<Long> stored() {
    return stored;
  }

  /** Takes a target, whose variables run at once. */
  synchronized Wanted take(TargetState state) {
    var revision = state.variables().map(Variables::revision);
    var results = state.actions().stream().map(State::refused).toList();
    var tells = !revision.equals(variables) || !results.equals(actions);
    var fresh = variables.isPresent() && !revision.equals(variables) ? revision : NOT_FRESH;
    variables = revision;
    actions = results;
    return new Wanted(update(state.release()), fresh, tells);
  }

  private Optional<ReleaseTarget> update(Optional<ReleaseTarget> release) {
    var same = release.map(ReleaseTarget::id).equals(target.map(ReleaseTarget::id));
    target = release;
    if (same) {
      return Optional.empty();
    }
    phase = target.isEmpty() ? Phase.IDLE : Phase.DOWNLOADING;
    if (target.isEmpty()) {
      running = Optional.empty();
    }
    return target;
  }

  private static ActionResult refused(DeviceAction action) {
    return new ActionResult(action.id(), false, "a simulated device does no such thing");
  }

  /** The update is over: the release runs, or failed and the one before goes on. */
  synchronized void finish(ReleaseId release) {
    if (!target.map(ReleaseTarget::id).equals(Optional.of(release))) {
      return;
    }
    phase = fails ? Phase.ROLLED_BACK : Phase.SETTLED;
    running = fails ? running : Optional.of(release);
  }

  synchronized StateReport report() {
    sequence = Math.max(sequence + 1, clock.millis());
    var isHealthy = phase == Phase.SETTLED || phase == Phase.ROLLED_BACK;
    return new StateReport(
        Protocol.CURRENT,
        sequence,
        clock.instant(),
        DeviceDoor.VERSION,
        phase,
        target.map(ReleaseTarget::id),
        running,
        isHealthy ? running : Optional.empty(),
        services(),
        failure(),
        actions,
        variables);
  }

  private List<ServiceState> services() {
    return target.map(ReleaseTarget::services).orElse(List.of()).stream()
        .map(service ->
            new ServiceState(
                service.service(),
                running,
                Optional.of(service.image().manifest()),
                ContainerState.RUNNING,
                Health.HEALTHY,
                0,
                Optional.empty()))
        .toList();
  }

  private Optional<Failure> failure() {
    return phase == Phase.ROLLED_BACK
        ? target.map(wanted ->
            new Failure(wanted.id(), Optional.empty(), "it was simulated to fail", List.of()))
        : Optional.empty();
  }
}
