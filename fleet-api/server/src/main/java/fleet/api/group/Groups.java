package fleet.api.group;

import fleet.api.access.Sight;
import fleet.api.audit.Actor;
import fleet.api.audit.AuditLog;
import fleet.api.audit.Deed;
import fleet.api.db.Database;
import fleet.api.db.Tx;
import fleet.api.device.Device;
import fleet.api.device.Devices;
import fleet.api.query.Query;
import fleet.api.query.TextField;
import fleet.api.wire.Part;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.UserName;
import fleet.contract.operator.GroupView;
import fleet.contract.operator.NewGroup;
import fleet.contract.operator.Page;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.time.InstantSource;
import java.util.List;

/** Saves groups, and puts them into queries. Thread-safe. */
public final class Groups {
  private static final int DEEPEST = 4;

  private final GroupRows rows = new GroupRows();
  private final Database database;
  private final Devices devices;
  private final AuditLog audit;
  private final InstantSource clock;

  public Groups(Database database, Devices devices, AuditLog audit, InstantSource clock) {
    this.database = database;
    this.devices = devices;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Saves a group.
   *
   * @param sight of whoever saves it: they name no device and no group that they may not know of
   * @throws ProblemException when the name is taken, or the query is wrong
   */
  public GroupView create(UserName by, Sight sight, NewGroup wanted) {
    wanted.where().ifPresent(text -> query(text, sight));
    var members =
        wanted.devices().orElse(List.of()).stream()
            .map(device -> devices.get(device, sight))
            .toList();
    wanted.fleet().ifPresent(fleet -> requireOf(fleet, members));
    var group = new GroupView(wanted.name(), wanted.fleet(), wanted.where(), by, clock.instant());
    database.run(tx -> {
      if (!rows.insert(tx, group)) {
        throw new ProblemException(
            ProblemCode.CONFLICT,
            "there is a group '%s' already".formatted(group.name()),
            "fleet group rm removes it");
      }
      rows.insertMembers(tx, group.name(), members.stream().map(Device::id).toList());
      audit.add(tx, Actor.of(by), deed("group.create", group));
    });
    return group;
  }

  /**
   * By name, among those that may be known of.
   *
   * @throws ProblemException when there is none
   */
  public GroupView get(String name, Sight sight) {
    return database.call(tx -> get(tx, name, sight));
  }

  public Page<GroupView> list(Sight sight, Part part) {
    return part.page(
        more -> database.call(tx -> rows.list(tx, sight, more)), group -> group.name().value());
  }

  /** Removes a group; its devices stay. */
  public void delete(UserName by, GroupView group) {
    database.run(tx -> {
      rows.delete(tx, group.name());
      audit.add(tx, Actor.of(by), deed("group.delete", group));
    });
  }

  private static Deed deed(String what, GroupView group) {
    var deed = Deed.of(what).to(group.name());
    return group.fleet().map(deed::in).orElse(deed);
  }

  /**
   * Reads a query and puts in what the groups that it names mean now.
   *
   * @throws ProblemException when it is wrong, or names a group that is not there
   */
  public Query query(String text, Sight sight) {
    var query = Query.parse(text);
    return database.call(tx -> expand(tx, query, sight, 0));
  }

  private Query expand(Tx tx, Query query, Sight sight, int depth) {
    return query.withGroups(name -> meaning(tx, get(tx, name, sight), sight, depth + 1));
  }

  private Query meaning(Tx tx, GroupView group, Sight sight, int depth) {
    if (depth > DEEPEST) {
      throw new ProblemException(
          ProblemCode.INVALID_REQUEST,
          "groups name groups %d deep at most".formatted(DEEPEST),
          "write the query of the inner one out");
    }
    var devices =
        group
            .where()
            .map(text -> expand(tx, Query.parse(text), sight, depth))
            .orElseGet(() -> new Query.Member(group.name().value()));
    return group
        .fleet()
        .<Query>map(fleet -> new Query.All(List.of(devices, of(fleet))))
        .orElse(devices);
  }

  private static Query of(FleetName fleet) {
    return new Query.TextIs(TextField.Column.FLEET, List.of(fleet.value()));
  }

  private GroupView get(Tx tx, String name, Sight sight) {
    return rows.find(tx, name)
        .filter(group -> group.fleet().filter(fleet -> !sight.sees(fleet)).isEmpty())
        .orElseThrow(() ->
            new ProblemException(
                ProblemCode.NOT_FOUND,
                "there is no group '%s'".formatted(name),
                "fleet group list shows them"));
  }

  private static void requireOf(FleetName fleet, List<Device> members) {
    for (var device : members) {
      if (!device.fleet().equals(fleet)) {
        throw new ProblemException(
            ProblemCode.CONFLICT,
            "device '%s' is of fleet %s, and the group of %s"
                .formatted(device.name(), device.fleet(), fleet),
            "save a group without a fleet");
      }
    }
  }
}
