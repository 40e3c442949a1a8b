package fleet.api.variable;

import fleet.api.audit.Actor;
import fleet.api.audit.AuditLog;
import fleet.api.audit.Deed;
import fleet.api.db.Database;
import fleet.api.db.Tx;
import fleet.api.event.EventKind;
import fleet.api.event.Outbox;
import fleet.api.wire.Part;
import fleet.contract.identity.ServiceName;
import fleet.contract.identity.UserName;
import fleet.contract.node.MasterKey;
import fleet.contract.node.Rewrap;
import fleet.contract.operator.NewVariable;
import fleet.contract.operator.Page;
import fleet.contract.operator.VariableChange;
import fleet.contract.operator.VariableEdit;
import fleet.contract.operator.VariableView;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import fleet.contract.variable.VariableName;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Sets and tells variables. Thread-safe. */
public final class VariableBook {
  private static final int MAX_OF_OWNER = 1000;

  /** A target is one message of at most 8 MiB. */
  private static final int MAX_CHARS_OF_OWNER = 1024 * 1024;

  /** What it needs of its neighbours. */
  public record Parts(Outbox outbox, AuditLog audit) {}

  private final VariableRows rows = new VariableRows();
  private final Database database;
  private final Safe safe;
  private final Parts parts;
  private final InstantSource clock;

  public VariableBook(Database database, MasterKey masterKey, Parts parts, InstantSource clock) {
    this.database = database;
    this.safe = Safe.of(masterKey);
    this.parts = parts;
    this.clock = clock;
  }

  /** Has another master key wrap the secrets. */
  public static void rewrap(Tx tx, Rewrap rewrap) {
    var rows = new VariableRows();
    rows.wrapped(tx).forEach(row -> rows.rewrap(tx, row.version(), Safe.again(rewrap, row)));
  }

  /** What is set at the owner's own levels, by service and name. */
  public Page<VariableView> list(Owner owner, Part part) {
    return part.page(
        more ->
            database.call(tx ->
                rows
                    .current(tx, owner, VariableRows.Place.parse(more.after()), more.limit())
                    .stream()
                    .map(Changes::view)
                    .toList()),
        view -> view.service().map(ServiceName::value).orElse("") + "/" + view.name());
  }

  /** What a device is given, and what that hides: all levels are looked at for each part. */
  public Page<VariableView> effective(Owner.OfDevice device, Part part) {
    var set =
        database.call(tx ->
            Stream.of(new Owner.OfFleet(device.fleet()), device)
                .flatMap(owner -> rows.current(tx, owner).stream())
                .map(Changes::view)
                .toList());
    return part.of(Precedence.effective(set), Precedence::cursor);
  }

  /** Who changed what and when, the newest first; the cursor is a version. */
  public Page<VariableChange> history(Owner owner, Part part) {
    return part.page(
        more ->
            database.call(tx ->
                rows.history(tx, owner, version(more.after()), more.limit()).stream()
                    .map(Changes::change)
                    .toList()),
        change -> Long.toString(change.version()));
  }

  /** What differs between two moments, which are read whole for each part. */
  public Page<VariableChange> diff(Owner owner, Instant from, Instant to, Part part) {
    var all =
        database.call(tx -> Changes.between(rows.at(tx, owner, from), rows.at(tx, owner, to)));
    return part.of(all, Changes::cursor);
  }

  /**
   * Makes all of these changes; one that changes nothing is left out.
   *
   * @throws ProblemException when a variable to remove is not there, or there would be too many
   */
  public void edit(UserName by, Owner owner, VariableEdit edit) {
    database.run(tx -> {
      rows.lock(tx, owner);
      var current = rows.current(tx, owner);
      var changes = changes(by, owner, edit, current);
      changes.forEach(change -> rows.replace(tx, owner, change));
      requireBounds(rows.current(tx, owner));
      if (!changes.isEmpty()) {
        tell(tx, by, owner, changes);
      }
    });
  }

  private static void requireBounds(List<VariableRows.Row> set) {
    var chars = set.stream().mapToInt(VariableRows.Row::chars).sum();
    if (set.size() > MAX_OF_OWNER || chars > MAX_CHARS_OF_OWNER) {
      throw new ProblemException(
          ProblemCode.INVALID_REQUEST,
          "a fleet or device has at most %d variables, of %d KiB together"
              .formatted(MAX_OF_OWNER, MAX_CHARS_OF_OWNER / 1024),
          "");
    }
  }

  private List<VariableRows.Row> changes(
      UserName by, Owner owner, VariableEdit edit, List<VariableRows.Row> current) {
    var changes = new ArrayList<VariableRows.Row>();
    for (var wanted : edit.set()) {
      var before = find(current, edit.service(), wanted.name());
      if (before.filter(row -> isSame(owner, row, wanted)).isEmpty()) {
        changes.add(set(by, owner, edit.service(), wanted));
      }
    }
    for (var name : edit.remove()) {
      var before = find(current, edit.service(), name).orElseThrow(() -> missing(name));
      changes.add(removed(by, before));
    }
    return changes;
  }

  private static Optional<VariableRows.Row> find(
      List<VariableRows.Row> current, Optional<ServiceName> service, VariableName name) {
    return current.stream()
        .filter(row -> row.name().equals(name) && row.service().equals(service))
        .findFirst();
  }

  private boolean isSame(Owner owner, VariableRows.Row before, NewVariable wanted) {
    return before.secret() == wanted.secret() && safe.value(owner, before).equals(wanted.value());
  }

  private VariableRows.Row set(
      UserName by, Owner owner, Optional<ServiceName> service, NewVariable wanted) {
    return new VariableRows.Row(
        0,
        owner instanceof Owner.OfDevice,
        service,
        wanted.name(),
        clock.instant(),
        by,
        wanted.secret(),
        false,
        wanted.secret() ? Optional.empty() : Optional.of(wanted.value().reveal()),
        wanted.secret()
            ? Optional.of(safe.wrapped(Safe.label(owner, service, wanted.name()), wanted.value()))
            : Optional.empty());
  }

  private VariableRows.Row removed(UserName by, VariableRows.Row before) {
    return new VariableRows.Row(
        0,
        before.ofDevice(),
        before.service(),
        before.name(),
        clock.instant(),
        by,
        before.secret(),
        true,
        Optional.empty(),
        Optional.empty());
  }

  private void tell(Tx tx, UserName by, Owner owner, List<VariableRows.Row> changes) {
    switch (owner) {
      case Owner.OfFleet(var fleet) ->
          parts.outbox().append(tx, EventKind.FLEET_CHANGED, fleet, fleet);
      case Owner.OfDevice(var fleet, var device) ->
          parts.outbox().append(tx, EventKind.DEVICE_TARGETED, fleet, device);
    }
    for (var change : changes) {
      var what = change.removed() ? "variable.remove" : "variable.set";
      var label = Safe.label(owner, change.service(), change.name());
      parts.audit().add(tx, Actor.of(by), Deed.of(what).in(owner.fleet()).to(label));
    }
  }

  private static long version(String cursor) {
    try {
      return cursor.isEmpty() ? Long.MAX_VALUE : Long.parseLong(cursor);
    } catch (NumberFormatException e) {
      throw Part.strange(e);
    }
  }

  private static ProblemException missing(VariableName name) {
    return new ProblemException(
        ProblemCode.NOT_FOUND,
        "variable %s is not set at this level".formatted(name),
        "fleet env list shows them");
  }
}
