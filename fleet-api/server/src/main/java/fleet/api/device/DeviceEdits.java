package fleet.api.device;

import fleet.api.audit.Actor;
import fleet.api.audit.AuditLog;
import fleet.api.audit.Deed;
import fleet.api.db.Database;
import fleet.api.db.Tx;
import fleet.api.event.EventKind;
import fleet.api.event.Outbox;
import fleet.api.fleet.Fleets;
import fleet.api.release.Releases;
import fleet.api.rollout.Assignments;
import fleet.api.target.Fit;
import fleet.api.trust.Statements;
import fleet.api.type.DeviceTypes;
import fleet.api.type.Said;
import fleet.contract.device.StateReport;
import fleet.contract.device.TrustState;
import fleet.contract.devicetype.FleetTypes;
import fleet.contract.identity.DeviceName;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.UserName;
import fleet.contract.operator.DeviceEdit;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import fleet.contract.release.Release;
import fleet.contract.trust.Signers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Changes what people say of devices, and to which fleet they belong. Thread-safe. */
public final class DeviceEdits {
  private static final int MAX_TAGS = 50;

  /** What it needs of its neighbours. */
  public record Parts(
      Fleets fleets,
      DeviceTypes types,
      Releases releases,
      Assignments assignments,
      Statements statements,
      Outbox outbox,
      AuditLog audit) {}

  private final EditRows rows = new EditRows();
  private final PlaceRows places = new PlaceRows();
  private final ReportRows reports = new ReportRows();
  private final Database database;
  private final Parts parts;

  public DeviceEdits(Database database, Parts parts) {
    this.database = database;
    this.parts = parts;
  }

  /**
   * Changes name, note and tags, all or none of it.
   *
   * @throws ProblemException when the name is taken, or there would be too many tags
   */
  public void edit(UserName by, Device device, DeviceEdit edit) {
    database.run(tx -> edit(tx, by, device, edit));
  }

  /** The same, together with other changes. */
  public void edit(Tx tx, UserName by, Device device, DeviceEdit edit) {
    edit.name().ifPresent(name -> rename(tx, by, device, name));
    edit.note().ifPresent(note -> rows.note(tx, device.id(), note));
    edit.tags().ifPresent(tags -> tag(tx, device, tags));
    if (edit.note().isPresent() || edit.tags().isPresent()) {
      parts.outbox().append(tx, EventKind.DEVICE_CHANGED, device.fleet(), device.id());
      parts.audit().add(tx, Actor.of(by), device.deed("device.edit"));
    }
  }

  /**
   * Takes a device to another fleet, whose release it should run at once. Its pin ends.
   *
   * @throws ProblemException when its name is taken there, or the release there does not fit it
   */
  public void move(UserName by, Device device, FleetName to) {
    database.run(tx -> move(tx, by, device, to));
  }

  /** The same, together with other changes. */
  public void move(Tx tx, UserName by, Device device, FleetName to) {
    if (device.fleet().equals(to)) {
      return;
    }
    parts.fleets().require(tx, to);
    Stream.of(device.fleet(), to)
        .sorted()
        .forEach(fleet -> parts.assignments().lockFleet(tx, fleet));
    requireStill(tx, device);
    requireFree(tx, device);
    requireAccepted(tx, to, device.type(), device);
    parts.releases().ofFleet(tx, to).ifPresent(there -> requireFit(there, device, to));
    if (!rows.move(tx, device.id(), to)) {
      throw taken(to, device.name());
    }
    parts.assignments().settle(tx, to, List.of(device.id()));
    parts.outbox().append(tx, EventKind.DEVICE_CHANGED, device.fleet(), device.id());
    parts.audit().add(tx, Actor.of(by), device.deed("device.move").to("to " + to));
  }

  /**
   * Says that a device is of another type, by whose images it is given what it runs.
   *
   * @param wanted slug or alias of the type
   * @throws ProblemException when nobody knows the type, or the device cannot be of it there
   */
  public void retype(UserName by, Device device, String wanted) {
    database.run(tx -> retype(tx, by, device, wanted));
  }

  /** The same, together with other changes. */
  public void retype(Tx tx, UserName by, Device device, String wanted) {
    var chosen = Optional.of(parts.types().get(tx, wanted).slug());
    var said = new Said(device.type(), device.platform(), device.model());
    var slug = said.decide(parts.types().catalogue(tx), chosen, FleetTypes.ANY);
    var _ = parts.assignments().lockFleet(tx, device.fleet());
    requireAccepted(tx, device.fleet(), slug, device);
    rows.type(tx, device.id(), slug);
    parts.assignments().settle(tx, device.fleet(), List.of(device.id()));
    parts.outbox().append(tx, EventKind.DEVICE_CHANGED, device.fleet(), device.id());
    var subject = "%s to %s".formatted(device.type(), slug);
    parts.audit().add(tx, Actor.of(by), device.deed("device.type").to(subject));
  }

  private void requireAccepted(Tx tx, FleetName fleet, String type, Device device) {
    Said.requireAccepted(fleet, parts.types().ofFleet(tx, fleet), type, device.platform());
  }

  private void rename(Tx tx, UserName by, Device device, DeviceName name) {
    if (!rows.rename(tx, device.id(), name)) {
      throw taken(device.fleet(), name);
    }
    parts.outbox().append(tx, EventKind.DEVICE_TARGETED, device.fleet(), device.id());
    // Two rows, since each tells one name by its mark.
    parts.audit().add(tx, Actor.of(by), device.deed("device.rename"));
    var named = Deed.of("device.name").in(device.fleet()).about(device.id(), name);
    parts.audit().add(tx, Actor.of(by), named);
  }

  private void tag(Tx tx, Device device, Map<String, String> changes) {
    var tags = new HashMap<>(rows.lockTags(tx, device.id()).orElse(Map.of()));
    changes.forEach((key, value) -> {
      if (value.isEmpty()) {
        tags.remove(key);
      } else {
        tags.put(key, value);
      }
    });
    if (tags.size() > MAX_TAGS) {
      throw new ProblemException(
          ProblemCode.INVALID_REQUEST, "a device has at most %d tags".formatted(MAX_TAGS), "");
    }
    rows.tag(tx, device.id(), tags);
  }

  private void requireStill(Tx tx, Device device) {
    if (!rows.lockIn(tx, device.id(), device.fleet())) {
      throw new ProblemException(
          ProblemCode.CONFLICT,
          "device '%s' left fleet %s meanwhile".formatted(device.name(), device.fleet()),
          "try again");
    }
  }

  /** A device that believes the signers of its fleet would follow no other. */
  private void requireFree(Tx tx, Device device) {
    var fleet = device.fleet();
    var isExpected = places.lock(tx, device.id()).filter(PlaceRows.Place::isOpen).isPresent();
    if (isExpected || parts.statements().mayLeave(tx, fleet, believed(tx, device))) {
      return;
    }
    var required = parts.statements().signers(tx, fleet).map(Signers::required).orElse(0);
    throw required > 0
        ? new ProblemException(
            ProblemCode.CONFLICT,
            "device '%s' believes the signers of fleet %s, and follows no other"
                .formatted(device.name(), fleet),
            "fleet device rm it, and make its machine a device of the other fleet")
        : new ProblemException(
            ProblemCode.CONFLICT,
            "device '%s' has not said yet that fleet %s requires no signers any more"
                .formatted(device.name(), fleet),
            "it does once it is online; one that never will be: fleet device rm");
  }

  /**
   * Which generation of its fleet's signers, or a later one; 0 when it has said nothing of them.
   */
  private int believed(Tx tx, Device device) {
    return reports
        .last(tx, device.id())
        .flatMap(StateReport::trust)
        .flatMap(TrustState::signers)
        .filter(known -> known.fleet().equals(device.fleet()))
        .map(TrustState.KnownSigners::generation)
        .orElse(0);
  }

  private static void requireFit(Release release, Device device, FleetName to) {
    var misfit = Fit.misfit(release, device.type(), device.platform());
    if (misfit.isPresent()) {
      throw new ProblemException(
          ProblemCode.CONFLICT,
          "device '%s' cannot run what fleet %s runs: %s"
              .formatted(device.name(), to, misfit.get()),
          "push a release for %s there first".formatted(device.platform()));
    }
  }

  private static ProblemException taken(FleetName fleet, DeviceName name) {
    return new ProblemException(
        ProblemCode.CONFLICT,
        "fleet %s has a device '%s' already".formatted(fleet, name),
        "fleet device rename gives one of them another name");
  }
}
