package fleet.api.group;

import fleet.api.access.Sight;
import fleet.api.db.Tx;
import fleet.api.wire.Part;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.GroupName;
import fleet.contract.identity.UserName;
import fleet.contract.operator.GroupView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Tables {@code api.groups} and {@code api.group_members}. */
final class GroupRows {
  /** Adds a group, and says whether its name was free. */
  boolean insert(Tx tx, GroupView group) {
    return tx.handle()
            .createUpdate(
                """
                insert into api.groups (name, fleet, query, note, created_by, created_at)
                values (:name, :fleet, :query, :note, :createdBy, :createdAt) on conflict do nothing
                """)
            .bind("name", group.name().value())
            .bind("fleet", group.fleet().map(FleetName::value).orElse(null))
            .bind("query", group.where().orElse(null))
            .bind("note", group.note().orElse(""))
            .bind("createdBy", group.createdBy().value())
            .bind("createdAt", group.createdAt())
            .execute()
        == 1;
  }

  void insertMembers(Tx tx, GroupName group, List<DeviceId> devices) {
    var batch =
        tx.handle()
            .prepareBatch(
                """
                insert into api.group_members (group_name, device) values (:group, :device)
                on conflict do nothing
                """);
    devices.forEach(
        device -> batch.bind("group", group.value()).bind("device", device.value()).add());
    var _ = batch.execute();
  }

  void deleteMembers(Tx tx, GroupName group, List<DeviceId> devices) {
    tx.handle()
        .createUpdate(
            "delete from api.group_members where group_name = :group and device = any(:devices)")
        .bind("group", group.value())
        .bindArray("devices", UUID.class, devices.stream().map(DeviceId::value).toList())
        .execute();
  }

  int countMembers(Tx tx, GroupName group) {
    return tx.handle()
        .createQuery("select count(*) from api.group_members where group_name = :group")
        .bind("group", group.value())
        .mapTo(Integer.class)
        .one();
  }

  void setQuery(Tx tx, GroupName group, String where) {
    tx.handle()
        .createUpdate("update api.groups set query = :query where name = :name")
        .bind("query", where)
        .bind("name", group.value())
        .execute();
  }

  void setNote(Tx tx, GroupName group, String note) {
    tx.handle()
        .createUpdate("update api.groups set note = :note where name = :name")
        .bind("note", note)
        .bind("name", group.value())
        .execute();
  }

  /** The queries of all by their names, empty where devices are named. */
  Map<String, String> queries(Tx tx) {
    return tx.handle()
        .createQuery("select name, coalesce(query, '') as query from api.groups")
        .map((row, _) -> Map.entry(row.getString("name"), row.getString("query")))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Nobody else changes it until the end of the transaction. */
  void lock(Tx tx, GroupName group) {
    tx.handle()
        .createQuery("select 1 from api.groups where name = :name for update")
        .bind("name", group.value())
        .mapTo(Integer.class)
        .findOne();
  }

  Optional<GroupView> find(Tx tx, String name) {
    return tx.handle()
        .createQuery("select * from api.groups where name = :name")
        .bind("name", name)
        .map((row, _) -> view(row))
        .findOne();
  }

  /** By name, which is the cursor. */
  List<GroupView> list(Tx tx, Sight sight, Part part) {
    return tx.handle()
        .createQuery(
            """
            select * from api.groups
            where name > :after and (fleet is null or :all or fleet = any(:fleets))
            order by name limit :limit
            """)
        .bind("after", part.after())
        .bind("all", sight.seesAll())
        .bindArray("fleets", String.class, sight.names())
        .bind("limit", part.limit())
        .map((row, _) -> view(row))
        .list();
  }

  void delete(Tx tx, GroupName name) {
    tx.handle()
        .createUpdate("delete from api.groups where name = :name")
        .bind("name", name.value())
        .execute();
  }

  private static GroupView view(ResultSet row) throws SQLException {
    return new GroupView(
        GroupName.parse(row.getString("name")),
        Optional.ofNullable(row.getString("fleet")).map(FleetName::parse),
        Optional.ofNullable(row.getString("query")),
        Optional.of(row.getString("note")).filter(note -> !note.isEmpty()),
        UserName.parse(row.getString("created_by")),
        row.getTimestamp("created_at").toInstant());
  }
}
