package fleet.api.job;

import fleet.api.access.PersonRows;
import fleet.api.access.Verdict;
import fleet.api.db.Tx;
import fleet.api.device.Device;
import fleet.api.device.DeviceEdits;
import fleet.api.device.Devices;
import fleet.api.pin.Pins;
import fleet.api.rollout.Assignments;
import fleet.api.view.DeviceViews;
import fleet.contract.identity.DeviceId;
import fleet.contract.job.JobAction;
import fleet.contract.operator.DeviceView;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Does to one device what a job is for, in the transaction that remembers it. Thread-safe. */
public final class Orders {
  /** Who does it when it is ordered for one device alone. */
  public record Parts(
      Devices devices, DeviceEdits edits, Pins pins, DeviceViews views, Assignments assignments) {}

  private final PersonRows people = new PersonRows();
  private final Parts parts;
  private final InstantSource clock;

  public Orders(Parts parts, InstantSource clock) {
    this.parts = parts;
    this.clock = clock;
  }

  /** Holds the fleets that are changed, before anything else of theirs, as everybody does. */
  void hold(Tx tx, Job job) {
    job.fleets().forEach(fleet -> parts.assignments().lockFleet(tx, fleet));
  }

  /**
   * Carries it out, unless the device is gone from the fleet, or whoever ordered it may not any
   * more.
   *
   * @throws fleet.contract.problem.ProblemException when it is refused: the transaction is over
   */
  Outcome carryOut(Tx tx, Job job, DeviceId id) {
    var device = parts.devices().find(tx, id);
    if (device.isEmpty()) {
      return Outcome.skipped("it was removed meanwhile");
    }
    if (!device.get().fleet().equals(job.fleet())) {
      return Outcome.skipped("it went to fleet %s meanwhile".formatted(device.get().fleet()));
    }
    return refusal(tx, job).orElseGet(() -> act(tx, job, device.get()));
  }

  private Optional<Outcome> refusal(Tx tx, Job job) {
    if (job.limits().until().filter(end -> !clock.instant().isBefore(end)).isPresent()) {
      return Optional.of(Outcome.failed("the API key by which it was ordered is over"));
    }
    if (job.limits().key().filter(key -> !people.hasApiKey(tx, key)).isPresent()) {
      return Optional.of(Outcome.failed("the API key by which it was ordered was removed"));
    }
    var person = people.byName(tx, job.by());
    if (person.isEmpty()) {
      return Optional.of(
          Outcome.failed("%s, who ordered it, may not sign in any more".formatted(job.by())));
    }
    var limited = person.get().with(job.limits());
    return JobRights.decide(limited, job.action(), job.fleet()) instanceof Verdict.Allowed
        ? Optional.empty()
        : Optional.of(Outcome.failed("%s, who ordered it, may not any more".formatted(job.by())));
  }

  private Outcome act(Tx tx, Job job, Device device) {
    switch (job.action()) {
      case JobAction.Tag tag -> parts.edits().edit(tx, job.by(), device, tag.edit());
      case JobAction.Note note -> parts.edits().edit(tx, job.by(), device, note.edit());
      case JobAction.SetType(var type) -> parts.edits().retype(tx, job.by(), device, type);
      case JobAction.Move(var to) -> parts.edits().move(tx, job.by(), device, to);
      case JobAction.Pin pin -> parts.pins().pin(tx, job.by(), device, pin.wanted());
      case JobAction.Unpin _ -> {
        if (parts.pins().of(tx, List.of(device.id())).isEmpty()) {
          return Outcome.skipped("it is not pinned");
        }
        parts.pins().unpin(tx, job.by(), device);
      }
      case JobAction.Remove(var keep) ->
          parts.devices().delete(tx, job.by(), device, keep ? last(tx, device) : Optional.empty());
    }
    return Outcome.DONE;
  }

  private Optional<DeviceView> last(Tx tx, Device device) {
    return parts.views().find(tx, device.id());
  }
}
