package fleet.api.type;

import fleet.api.audit.Actor;
import fleet.api.audit.AuditLog;
import fleet.api.audit.Deed;
import fleet.api.db.Database;
import fleet.api.db.Tx;
import fleet.api.event.EventKind;
import fleet.api.event.Outbox;
import fleet.api.wire.Part;
import fleet.contract.devicetype.DeviceType;
import fleet.contract.devicetype.FleetTypes;
import fleet.contract.devicetype.NewDeviceType;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.UserName;
import fleet.contract.node.DeviceKind;
import fleet.contract.node.FleetKinds;
import fleet.contract.operator.Page;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Knows kinds of devices, and for which of them fleets are. Thread-safe. */
public final class DeviceTypes {
  private static final int MAX_ADDED = 500;

  private final List<DeviceType> builtIn = BuiltIn.read();
  private final DeviceTypeRows rows = new DeviceTypeRows();
  private final Database database;
  private final Outbox outbox;
  private final AuditLog audit;
  private final InstantSource clock;

  public DeviceTypes(Database database, Outbox outbox, AuditLog audit, InstantSource clock) {
    this.database = database;
    this.outbox = outbox;
    this.audit = audit;
    this.clock = clock;
  }

  /** All that are known, by slug. */
  public Page<DeviceType> list(Part part) {
    var all =
        database.call(this::catalogue).types().stream()
            .sorted(Comparator.comparing(DeviceType::slug))
            .toList();
    return part.of(all, DeviceType::slug);
  }

  /**
   * By slug or alias.
   *
   * @throws ProblemException when nobody knows it
   */
  public DeviceType get(String text) {
    return database.call(tx -> get(tx, text));
  }

  /** The same, as it is in the transaction. */
  public DeviceType get(Tx tx, String text) {
    return catalogue(tx).find(text).orElseThrow(() -> unknown(text));
  }

  public Catalogue catalogue(Tx tx) {
    return new Catalogue(Stream.concat(builtIn.stream(), rows.all(tx).stream()).toList());
  }

  /**
   * Adds a kind of device.
   *
   * @throws ProblemException when one of its slugs is taken
   */
  public DeviceType add(UserName by, NewDeviceType wanted) {
    var type =
        new DeviceType(
            wanted.slug(),
            wanted.name(),
            wanted.platform(),
            wanted.aliases().orElse(List.of()),
            wanted.models().orElse(List.of()),
            false);
    database.run(tx -> {
      rows.lock(tx);
      requireFree(tx, type);
      if (rows.all(tx).size() >= MAX_ADDED || !rows.insert(tx, type, by, clock.instant())) {
        throw new ProblemException(
            ProblemCode.CONFLICT, "there are %d device types of yours".formatted(MAX_ADDED), "");
      }
      audit.add(tx, Actor.of(by), Deed.of("device-type.create").to(type.slug()));
    });
    return type;
  }

  /**
   * Removes a kind of device that was added and that nothing is of.
   *
   * @throws ProblemException when it is built in, or in use
   */
  public void remove(UserName by, String slug) {
    database.run(tx -> {
      rows.lock(tx);
      var type = get(tx, slug);
      if (type.builtIn()) {
        throw new ProblemException(
            ProblemCode.CONFLICT, "device type %s comes with Fleet".formatted(type.slug()), "");
      }
      if (rows.uses(tx, type.slug()) > 0) {
        throw new ProblemException(
            ProblemCode.CONFLICT,
            "devices, fleets or keys are of type %s".formatted(type.slug()),
            "fleet device list --where 'type = \"%s\"' shows the devices".formatted(type.slug()));
      }
      rows.delete(tx, type.slug());
      audit.add(tx, Actor.of(by), Deed.of("device-type.delete").to(type.slug()));
    });
  }

  /** What devices a fleet is for. */
  public FleetTypes ofFleet(Tx tx, FleetName fleet) {
    return rows.ofFleet(tx, fleet);
  }

  /** For which devices the fleet's releases are built. */
  public FleetKinds kinds(FleetName fleet) {
    return database.call(tx -> {
      var catalogue = catalogue(tx);
      var types = rows.ofFleet(tx, fleet);
      var named = Stream.concat(types.type().stream(), types.accepts().stream());
      var used =
          Stream.concat(
              rows.kinds(tx, fleet).stream()
                  .map(kind -> catalogue.find(kind.type()).map(it -> with(it, kind)).orElse(kind)),
              named.flatMap(catalogue::named).map(DeviceTypes::kind));
      return new FleetKinds(
          used.distinct().toList(), catalogue.types().stream().map(DeviceTypes::kind).toList());
    });
  }

  private static DeviceKind kind(DeviceType type) {
    return new DeviceKind(type.slug(), type.platform(), type.aliases());
  }

  /** What devices run may be another platform than their type's usual. */
  private static DeviceKind with(DeviceType type, DeviceKind found) {
    return new DeviceKind(found.type(), found.platform(), type.aliases());
  }

  /** The fleet is for other devices from now on; those that it has stay. */
  public void put(UserName by, FleetName fleet, FleetTypes wanted) {
    database.run(tx -> put(tx, by, fleet, wanted));
  }

  /** The same, together with other changes. */
  public void put(Tx tx, UserName by, FleetName fleet, FleetTypes wanted) {
    var known = catalogue(tx);
    var type = wanted.type().map(text -> slug(known, text));
    var accepts =
        wanted.accepts().stream()
            .map(text -> text.indexOf('/') < 0 ? slug(known, text) : text)
            .distinct()
            .toList();
    var types = new FleetTypes(type, accepts);
    type.map(slug -> known.find(slug).orElseThrow())
        .filter(found -> !types.accept(found.slug(), found.platform()))
        .ifPresent(found -> {
          throw new ProblemException(
              ProblemCode.INVALID_REQUEST,
              "the fleet's own type %s is not among those that it accepts".formatted(found.slug()),
              "accept it too");
        });
    rows.put(tx, fleet, types);
    outbox.append(tx, EventKind.FLEET_CHANGED, fleet, fleet);
    audit.add(tx, Actor.of(by), Deed.of("fleet.types").in(fleet).to(words(types)));
  }

  /** The slug of a type that somebody named, if they did. */
  public Optional<String> slug(Tx tx, Optional<String> named) {
    return named.map(text -> get(tx, text).slug());
  }

  private static String slug(Catalogue known, String text) {
    return known.find(text).orElseThrow(() -> unknown(text)).slug();
  }

  private static String words(FleetTypes types) {
    return "type %s, accepts %s"
        .formatted(
            types.type().orElse("-"),
            types.accepts().isEmpty() ? "all" : String.join(" ", types.accepts()));
  }

  private void requireFree(Tx tx, DeviceType type) {
    var known = catalogue(tx);
    Stream.concat(Stream.of(type.slug()), type.aliases().stream())
        .filter(slug -> known.find(slug).isPresent())
        .findFirst()
        .ifPresent(taken -> {
          throw new ProblemException(
              ProblemCode.CONFLICT,
              "there is a device type '%s' already".formatted(taken),
              "fleet device type show " + taken);
        });
  }

  private static ProblemException unknown(String text) {
    return new ProblemException(
        ProblemCode.NOT_FOUND,
        "there is no device type '%s'".formatted(text),
        "fleet device type list shows them; fleet device type add makes one");
  }
}
