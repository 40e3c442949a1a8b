package fleet.api.access.account;

import fleet.api.db.Tx;
import fleet.api.wire.Part;
import fleet.contract.access.FleetPerson;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.UserName;
import fleet.contract.operator.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Table {@code api.fleet_roles}, beside the roles of {@code api.users}. */
final class FleetRoleRows {
  private static final String SELECT =
      """
      select u.name, u.role as installation, coalesce(r.role, 'NONE') as role
      from api.users u left join api.fleet_roles r on r.user_name = u.name and r.fleet = :fleet
      """;

  /** Sets a role, and says whether there are such a fleet and such a person. */
  boolean put(Tx tx, FleetName fleet, UserName user, Role role) {
    return tx.handle()
            .createUpdate(
                """
                insert into api.fleet_roles (fleet, user_name, role)
                select f.name, u.name, :role from api.fleets f, api.users u
                where f.name = :fleet and u.name = :user
                on conflict (user_name, fleet) do update set role = excluded.role
                """)
            .bind("fleet", fleet.value())
            .bind("user", user.value())
            .bind("role", role.name())
            .execute()
        == 1;
  }

  boolean delete(Tx tx, FleetName fleet, UserName user) {
    return tx.handle()
            .createUpdate("delete from api.fleet_roles where fleet = :fleet and user_name = :user")
            .bind("fleet", fleet.value())
            .bind("user", user.value())
            .execute()
        == 1;
  }

  Optional<FleetPerson> find(Tx tx, FleetName fleet, UserName user) {
    return tx.handle()
        .createQuery(SELECT + "where u.name = :user")
        .bind("fleet", fleet.value())
        .bind("user", user.value())
        .map((row, _) -> person(fleet, row))
        .findOne();
  }

  /** Whoever has a role there, of this fleet or of all, by name, which is the cursor. */
  List<FleetPerson> list(Tx tx, FleetName fleet, Part part) {
    return tx.handle()
        .createQuery(
            SELECT
                + """
                where (u.role <> 'NONE' or r.role is not null) and u.name > :after
                order by u.name limit :limit
                """)
        .bind("fleet", fleet.value())
        .bind("after", part.after())
        .bind("limit", part.limit())
        .map((row, _) -> person(fleet, row))
        .list();
  }

  private static FleetPerson person(FleetName fleet, ResultSet row) throws SQLException {
    return new FleetPerson(
        fleet,
        UserName.parse(row.getString("name")),
        Role.valueOf(row.getString("role")),
        Role.valueOf(row.getString("installation")));
  }
}
