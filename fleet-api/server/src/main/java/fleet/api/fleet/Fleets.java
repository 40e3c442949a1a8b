package fleet.api.fleet;

import fleet.api.audit.Actor;
import fleet.api.audit.AuditLog;
import fleet.api.audit.Deed;
import fleet.api.db.Database;
import fleet.api.db.Tx;
import fleet.api.event.EventKind;
import fleet.api.event.Outbox;
import fleet.api.trace.DeviceTraces;
import fleet.api.type.DeviceTypes;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.UserName;
import fleet.contract.operator.FleetEdit;
import fleet.contract.operator.NewFleet;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.time.InstantSource;
import java.util.List;

/** Makes, notes and removes fleets. Thread-safe. */
public final class Fleets {
  /** The registry's room for public base images. */
  private static final FleetName RESERVED = FleetName.parse("library");

  private final FleetRows rows = new FleetRows();
  private final Database database;
  private final DeviceTypes deviceTypes;
  private final Outbox outbox;
  private final AuditLog audit;
  private final DeviceTraces traces;
  private final InstantSource clock;

  public Fleets(
      Database database,
      DeviceTypes deviceTypes,
      Outbox outbox,
      AuditLog audit,
      InstantSource clock) {
    this.database = database;
    this.deviceTypes = deviceTypes;
    this.outbox = outbox;
    this.audit = audit;
    this.traces = new DeviceTraces(audit);
    this.clock = clock;
  }

  /**
   * Makes a fleet without devices or releases.
   *
   * @throws ProblemException when the name is taken or reserved
   */
  public void create(UserName by, NewFleet wanted) {
    var name = wanted.name();
    if (name.equals(RESERVED)) {
      throw new ProblemException(
          ProblemCode.INVALID_REQUEST,
          "'%s' names the public base images in the registry".formatted(name),
          "choose another name");
    }
    database.run(tx -> {
      if (!rows.insert(tx, name, wanted.note().orElse(""), clock.instant())) {
        throw new ProblemException(
            ProblemCode.CONFLICT, "there is a fleet '%s' already".formatted(name), "");
      }
      outbox.append(tx, EventKind.FLEET_CREATED, name, name);
      audit.add(tx, Actor.of(by), Deed.of("fleet.create").in(name));
      wanted.types().ifPresent(types -> deviceTypes.put(tx, by, name, types));
    });
  }

  /** Changes what people say of a fleet. */
  public void edit(UserName by, FleetName name, FleetEdit edit) {
    database.run(tx -> {
      require(tx, name);
      edit.note().ifPresent(note -> rows.note(tx, name, note));
      outbox.append(tx, EventKind.FLEET_NOTED, name, name);
      audit.add(tx, Actor.of(by), Deed.of("fleet.edit").in(name));
    });
  }

  /** Removes a fleet with its releases and its devices, which do not come back. */
  public void delete(UserName by, FleetName name) {
    database.run(tx -> {
      rows.bury(tx, name, clock.instant());
      traces.eraseAll(tx, name);
      if (!rows.delete(tx, name)) {
        throw missing(name);
      }
      outbox.append(tx, EventKind.FLEET_DELETED, name, name);
      audit.add(tx, Actor.of(by), Deed.of("fleet.delete").in(name));
    });
  }

  /** All of them, by name. */
  public List<FleetName> names(Tx tx) {
    return rows.names(tx);
  }

  public boolean exists(FleetName name) {
    return database.call(tx -> rows.exists(tx, name));
  }

  /**
   * Goes on only when there is such a fleet.
   *
   * @throws ProblemException when there is none
   */
  public void require(Tx tx, FleetName name) {
    if (!rows.exists(tx, name)) {
      throw missing(name);
    }
  }

  /** The refusal for a fleet that is not there. */
  public static ProblemException missing(FleetName name) {
    return new ProblemException(
        ProblemCode.NOT_FOUND, "there is no fleet '%s'".formatted(name), "fleet list shows them");
  }
}
