package fleet.api.access.account;

import fleet.api.access.Person;
import fleet.api.audit.Actor;
import fleet.api.audit.AuditLog;
import fleet.api.audit.Deed;
import fleet.api.db.Database;
import fleet.api.event.EventKind;
import fleet.api.event.Outbox;
import fleet.api.wire.Part;
import fleet.contract.access.FleetPerson;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.UserName;
import fleet.contract.operator.Page;
import fleet.contract.operator.Role;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;

/** The roles of people in single fleets. Thread-safe. */
public final class FleetPeople {
  private final FleetRoleRows rows = new FleetRoleRows();
  private final Database database;
  private final Outbox outbox;
  private final AuditLog audit;

  FleetPeople(Database database, Outbox outbox, AuditLog audit) {
    this.database = database;
    this.outbox = outbox;
    this.audit = audit;
  }

  /** Whoever may something in the fleet, by name. */
  public Page<FleetPerson> list(FleetName fleet, Part part) {
    return part.page(
        more -> database.call(tx -> rows.list(tx, fleet, more)), person -> person.user().value());
  }

  public FleetPerson get(FleetName fleet, UserName user) {
    return database
        .call(tx -> rows.find(tx, fleet, user))
        .orElseThrow(() -> UserChanges.missing(user));
  }

  /** Gives somebody this role in the fleet instead of the one that they had there. */
  public FleetPerson grant(Person by, FleetName fleet, UserName user, Role role) {
    return database.call(tx -> {
      if (!rows.put(tx, fleet, user, role)) {
        throw UserChanges.missing(user);
      }
      outbox.append(tx, EventKind.ACCESS_CHANGED);
      var deed = Deed.of("access.grant").in(fleet).about(user).to(role);
      audit.add(tx, Actor.of(by.name()), deed);
      return rows.find(tx, fleet, user).orElseThrow(() -> UserChanges.missing(user));
    });
  }

  /** Takes somebody's role in the fleet away; what they may in the installation stays. */
  public void revoke(Person by, FleetName fleet, UserName user) {
    database.run(tx -> {
      if (!rows.delete(tx, fleet, user)) {
        throw new ProblemException(
            ProblemCode.NOT_FOUND,
            "%s has no role of their own in %s".formatted(user, fleet),
            "fleet access list --fleet %s shows who has".formatted(fleet));
      }
      outbox.append(tx, EventKind.ACCESS_CHANGED);
      audit.add(tx, Actor.of(by.name()), Deed.of("access.revoke").in(fleet).about(user));
    });
  }
}
