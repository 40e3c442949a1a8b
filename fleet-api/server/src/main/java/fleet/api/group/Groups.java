package fleet.api.group;

import fleet.api.access.Sight;
import fleet.api.audit.Actor;
import fleet.api.audit.AuditLog;
import fleet.api.audit.Deed;
import fleet.api.db.Database;
import fleet.api.db.Tx;
import fleet.api.device.Device;
import fleet.api.device.Devices;
import fleet.api.event.EventKind;
import fleet.api.event.Happened;
import fleet.api.event.Outbox;
import fleet.api.query.Query;
import fleet.api.query.TextField;
import fleet.api.wire.Part;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.GroupName;
import fleet.contract.identity.UserName;
import fleet.contract.operator.GroupEdit;
import fleet.contract.operator.GroupView;
import fleet.contract.operator.NewGroup;
import fleet.contract.operator.Page;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Saves groups, and puts them into queries. Thread-safe. */
public final class Groups {
  private final GroupRows rows = new GroupRows();
  private final Database database;
  private final Devices devices;
  private final Outbox outbox;
  private final AuditLog audit;
  private final InstantSource clock;

  public Groups(
      Database database, Devices devices, Outbox outbox, AuditLog audit, InstantSource clock) {
    this.database = database;
    this.devices = devices;
    this.outbox = outbox;
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
    var members = named(wanted.devices(), sight);
    wanted.fleet().ifPresent(fleet -> requireOf(fleet, members));
    var group =
        new GroupView(
            wanted.name(),
            wanted.fleet(),
            wanted.where(),
            wanted.note().filter(note -> !note.isEmpty()),
            by,
            clock.instant());
    database.run(tx -> {
      var before = nesting(tx);
      if (!rows.insert(tx, group)) {
        throw new ProblemException(
            ProblemCode.CONFLICT,
            "there is a group '%s' already".formatted(group.name()),
            "fleet group rm removes it");
      }
      rows.insertMembers(tx, group.name(), ids(members));
      requireNoDeeper(tx, before);
      tell(tx, by, "group.create", group);
    });
    return group;
  }

  /**
   * Changes what a group means, all or none of it; queries that name it mean that from then on.
   *
   * @param sight of whoever changes it
   * @throws ProblemException when the group means its devices in the other way, or the query is
   *     wrong
   */
  public GroupView edit(UserName by, Sight sight, GroupName name, GroupEdit edit) {
    edit.where().ifPresent(text -> query(text, sight));
    var added = named(edit.add(), sight);
    var removed = named(edit.remove(), sight);
    return database.call(tx -> {
      rows.lock(tx, name);
      var group = get(tx, name.value(), sight);
      var before = nesting(tx);
      edit.where().ifPresent(where -> setQuery(tx, group, where));
      if (edit.add().isPresent() || edit.remove().isPresent()) {
        setMembers(tx, group, added, removed);
      }
      edit.note().ifPresent(note -> rows.setNote(tx, name, note));
      requireNoDeeper(tx, before);
      tell(tx, by, "group.edit", group);
      return get(tx, name.value(), sight);
    });
  }

  private void setQuery(Tx tx, GroupView group, String where) {
    if (group.where().isEmpty()) {
      throw new ProblemException(
          ProblemCode.CONFLICT,
          "group '%s' names its devices and has no query".formatted(group.name()),
          "fleet group set %s --add DEVICE --remove DEVICE".formatted(group.name()));
    }
    rows.setQuery(tx, group.name(), where);
  }

  private void setMembers(Tx tx, GroupView group, List<Device> added, List<Device> removed) {
    if (group.where().isPresent()) {
      throw new ProblemException(
          ProblemCode.CONFLICT,
          "group '%s' means what its query says and names no devices".formatted(group.name()),
          "fleet group set %s --where QUERY".formatted(group.name()));
    }
    group.fleet().ifPresent(fleet -> requireOf(fleet, added));
    rows.deleteMembers(tx, group.name(), ids(removed));
    rows.insertMembers(tx, group.name(), ids(added));
    if (rows.countMembers(tx, group.name()) > NewGroup.MAX_DEVICES) {
      throw new ProblemException(
          ProblemCode.CONFLICT,
          "a group names at most %d devices".formatted(NewGroup.MAX_DEVICES),
          "a query may mean more");
    }
  }

  private List<Device> named(Optional<List<String>> wanted, Sight sight) {
    return wanted.orElse(List.of()).stream().map(device -> devices.get(device, sight)).toList();
  }

  private static List<DeviceId> ids(List<Device> named) {
    return named.stream().map(Device::id).toList();
  }

  private Nesting nesting(Tx tx) {
    return Nesting.of(rows.queries(tx));
  }

  /** Also those that name this one must stay such as can be asked for. */
  private void requireNoDeeper(Tx tx, Nesting before) {
    if (!before.tooDeep().containsAll(nesting(tx).tooDeep())) {
      throw tooDeep();
    }
  }

  private void tell(Tx tx, UserName by, String what, GroupView group) {
    outbox.append(tx, EventKind.GROUP_CHANGED, List.of(new Happened(group.fleet(), group.name())));
    audit.add(tx, Actor.of(by), deed(what, group));
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
      tell(tx, by, "group.delete", group);
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
    if (depth > Nesting.DEEPEST) {
      throw tooDeep();
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

  private static ProblemException tooDeep() {
    return new ProblemException(
        ProblemCode.INVALID_REQUEST,
        "groups name groups %d deep at most".formatted(Nesting.DEEPEST),
        "write the query of the inner one out");
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
