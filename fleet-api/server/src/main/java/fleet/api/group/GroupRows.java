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
import java.util.Optional;

/** Tables {@code api.groups} and {@code api.group_members}. */
final class GroupRows {
  /** Adds a group, and says whether its name was free. */
  boolean insert(Tx tx, GroupView group) {
    return tx.handle()
            .createUpdate(
                """
                insert into api.groups (name, fleet, query, created_by, created_at)
                values (:name, :fleet, :query, :createdBy, :createdAt) on conflict do nothing
                """)
            .bind("name", group.name().value())
            .bind("fleet", group.fleet().map(FleetName::value).orElse(null))
            .bind("query", group.where().orElse(null))
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
        UserName.parse(row.getString("created_by")),
        row.getTimestamp("created_at").toInstant());
  }
}
