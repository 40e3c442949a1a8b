package fleet.api.variable;

import fleet.api.db.Tx;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.ServiceName;
import fleet.contract.identity.UserName;
import fleet.contract.variable.VariableName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.SqlStatement;

/** Table {@code api.variable_changes}: every change, and of each variable the current one. */
final class VariableRows {
  private static final String OWNED =
      " (fleet is not distinct from :fleet and device is not distinct from cast(:device as uuid)) ";

  /**
   * One change.
   *
   * @param version 0 until it is inserted
   * @param value of one that is not secret
   * @param wrapped base64 of a secret one's value; only the current one keeps it
   */
  record Row(
      long version,
      boolean ofDevice,
      Optional<ServiceName> service,
      VariableName name,
      Instant at,
      UserName by,
      boolean secret,
      boolean removed,
      Optional<String> value,
      Optional<String> wrapped) {
    /** How long the value is, or what it is wrapped in. */
    int chars() {
      return value.or(() -> wrapped).map(String::length).orElse(0);
    }
  }

  /** Where a list goes on, {@code web/COLOR}; the service is empty for every one. */
  record Place(String service, String name) {
    static Place parse(String cursor) {
      var slash = cursor.indexOf('/');
      return new Place(cursor.substring(0, Math.max(0, slash)), cursor.substring(slash + 1));
    }
  }

  /** What is set now, and whose it is. */
  record Held(Owner owner, Row row) {}

  /** A secret, and to what it is bound. */
  record Wrapped(
      long version,
      Owner owner,
      Optional<ServiceName> service,
      VariableName name,
      String wrapped) {}

  /** A change, and what was there before. */
  record Step(Row row, Optional<String> valueBefore, boolean secretBefore) {}

  /** Holds off others that change this owner's variables, until the end of the transaction. */
  void lock(Tx tx, Owner owner) {
    tx.handle()
        .createQuery("select 1 from (select pg_advisory_xact_lock(hashtextextended(:key, 0))) held")
        .bind("key", "variables of " + owner)
        .mapTo(Integer.class)
        .one();
  }

  /** What is set now, behind one of that service and name: first what is of every service. */
  List<Row> current(Tx tx, Owner owner, Place after, int limit) {
    return bound(
            tx.handle()
                .createQuery(
                    "select * from api.variable_changes where current and"
                        + OWNED
                        + """
                        and (coalesce(service, ''), name) > (:afterService, :afterName)
                        order by coalesce(service, ''), name limit :limit
                        """),
            owner)
        .bind("afterService", after.service())
        .bind("afterName", after.name())
        .bind("limit", limit)
        .map((row, _) -> row(row))
        .list();
  }

  List<Row> current(Tx tx, Owner owner) {
    return bound(
            tx.handle()
                .createQuery(
                    "select * from api.variable_changes where current and"
                        + OWNED
                        + "order by service nulls first, name"),
            owner)
        .map((row, _) -> row(row))
        .list();
  }

  /** What is set now for any of these fleets and devices. */
  List<Held> currentOf(Tx tx, Map<DeviceId, FleetName> devices) {
    return tx.handle()
        .createQuery(
            """
            select * from api.variable_changes
            where current and (fleet = any(:fleets) or device = any(:devices))
            """)
        .bindArray("devices", UUID.class, devices.keySet().stream().map(DeviceId::value).toList())
        .bindArray("fleets", String.class, devices.values().stream().map(FleetName::value).toList())
        .map((row, _) -> new Held(owner(row, devices), row(row)))
        .list();
  }

  /** All secrets. */
  List<Wrapped> wrapped(Tx tx) {
    return tx.handle()
        .createQuery(
            """
            select v.*, coalesce(v.fleet, d.fleet) as of from api.variable_changes v
            left join api.devices d on d.id = v.device
            where v.wrapped is not null
            """)
        .map((row, _) -> {
          var fleet = FleetName.parse(row.getString("of"));
          var device = Optional.ofNullable(row.getObject("device", UUID.class)).map(DeviceId::new);
          return new Wrapped(
              row.getLong("version"),
              device
                  .<Owner>map(id -> new Owner.OfDevice(fleet, id))
                  .orElseGet(() -> new Owner.OfFleet(fleet)),
              Optional.ofNullable(row.getString("service")).map(ServiceName::parse),
              VariableName.parse(row.getString("name")),
              row.getString("wrapped"));
        })
        .list();
  }

  void rewrap(Tx tx, long version, String wrapped) {
    tx.handle()
        .createUpdate("update api.variable_changes set wrapped = :wrapped where version = :version")
        .bind("version", version)
        .bind("wrapped", wrapped)
        .execute();
  }

  /** The newest change of any variable that concerns each of these devices; 0 before the first. */
  Map<DeviceId, Long> revisions(Tx tx, Map<DeviceId, FleetName> devices) {
    var ids = List.copyOf(devices.keySet());
    return tx.handle()
        .createQuery(
            """
            select asked.id, greatest(0,
              (select max(version) from api.variable_changes where fleet = asked.of),
              (select max(version) from api.variable_changes where device = asked.id)) as revision
            from unnest(:ids, :fleets) as asked(id, of)
            """)
        .bindArray("ids", UUID.class, ids.stream().map(DeviceId::value).toList())
        .bindArray(
            "fleets",
            String.class,
            ids.stream()
                .map(devices::get)
                .map(fleet -> Objects.requireNonNull(fleet).value())
                .toList())
        .map((row, _) ->
            Map.entry(new DeviceId(row.getObject("id", UUID.class)), row.getLong("revision")))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Changes before that version, the newest first, each with what it took the place of. */
  List<Step> history(Tx tx, Owner owner, long before, int limit) {
    return bound(
            tx.handle()
                .createQuery(
                    """
                    select * from (
                      select *, lag(value) over same as value_before,
                        lag(secret, 1, false) over same as secret_before
                      from api.variable_changes where
                    """
                        + OWNED
                        + """
                          window same as (partition by service, name order by version)
                        ) changes
                        where version < :before order by version desc limit :limit
                        """),
            owner)
        .bind("before", before)
        .bind("limit", limit)
        .map((row, _) ->
            new Step(
                row(row),
                Optional.ofNullable(row.getString("value_before")),
                row.getBoolean("secret_before")))
        .list();
  }

  /** The last change of each variable up to a moment. */
  List<Row> at(Tx tx, Owner owner, Instant moment) {
    return bound(
            tx.handle()
                .createQuery(
                    "select distinct on (service, name) * from api.variable_changes where"
                        + OWNED
                        + "and at <= :moment order by service, name, version desc"),
            owner)
        .bind("moment", moment)
        .map((row, _) -> row(row))
        .list();
  }

  /** Takes the place of the variable's current change, whose secret is forgotten. */
  void replace(Tx tx, Owner owner, Row row) {
    bound(
            tx.handle()
                .createUpdate(
                    """
                    update api.variable_changes set current = false, wrapped = null
                    where current and name = :name and service is not distinct from :service and
                    """
                        + OWNED),
            owner)
        .bind("name", row.name().value())
        .bind("service", row.service().map(ServiceName::value).orElse(null))
        .execute();
    insert(tx, owner, row);
  }

  private static void insert(Tx tx, Owner owner, Row row) {
    bound(
            tx.handle()
                .createUpdate(
                    """
                    insert into api.variable_changes
                      (fleet, device, service, name, at, by, secret, removed, value, wrapped, current)
                    values (:fleet, cast(:device as uuid), :service, :name, :at, :by, :secret,
                      :removed, :value, :wrapped, :current)
                    """),
            owner)
        .bind("service", row.service().map(ServiceName::value).orElse(null))
        .bind("name", row.name().value())
        .bind("at", row.at())
        .bind("by", row.by().toString())
        .bind("secret", row.secret())
        .bind("removed", row.removed())
        .bind("value", row.value().orElse(null))
        .bind("wrapped", row.wrapped().orElse(null))
        .bind("current", !row.removed())
        .execute();
  }

  private static <S extends SqlStatement<S>> S bound(S statement, Owner owner) {
    return switch (owner) {
      case Owner.OfFleet(FleetName fleet) ->
          statement.bind("fleet", fleet.value()).bindByType("device", null, String.class);
      case Owner.OfDevice(_, DeviceId device) ->
          statement.bindByType("fleet", null, String.class).bind("device", device.toString());
    };
  }

  private static Owner owner(ResultSet row, Map<DeviceId, FleetName> devices) throws SQLException {
    var device = Optional.ofNullable(row.getObject("device", UUID.class)).map(DeviceId::new);
    return device.isPresent()
        ? new Owner.OfDevice(Objects.requireNonNull(devices.get(device.get())), device.get())
        : new Owner.OfFleet(FleetName.parse(row.getString("fleet")));
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getLong("version"),
        row.getObject("device", UUID.class) != null,
        Optional.ofNullable(row.getString("service")).map(ServiceName::parse),
        VariableName.parse(row.getString("name")),
        row.getTimestamp("at").toInstant(),
        UserName.parse(row.getString("by")),
        row.getBoolean("secret"),
        row.getBoolean("removed"),
        Optional.ofNullable(row.getString("value")),
        Optional.ofNullable(row.getString("wrapped")));
  }
}
