package fleet.api.access.account;

import fleet.api.access.PersonRows;
import fleet.api.db.Tx;
import fleet.api.wire.Part;
import fleet.contract.identity.UserName;
import fleet.contract.operator.Role;
import fleet.contract.operator.UserView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Table {@code api.users}. */
final class UserRows {
  /** One person with the hash of their password. */
  record Row(UserView view, String password) {
    Row withRole(Role role) {
      return new Row(UserView.of(view.name(), role, view.createdAt()), password);
    }
  }

  private static final String SELECT =
      """
      select u.name, u.role, u.password, u.created_at, u.disabled_at,
        coalesce((select array_agg(r.fleet order by r.fleet) from api.fleet_roles r
          where r.user_name = u.name), '{}') as fleets,
        coalesce((select array_agg(r.role order by r.fleet) from api.fleet_roles r
          where r.user_name = u.name), '{}') as roles
      from api.users u
      """;

  /** Adds a person, and says whether the name was free. */
  boolean insert(Tx tx, Row row) {
    var view = row.view();
    return tx.handle()
            .createUpdate(
                """
                insert into api.users (name, role, password, created_at)
                values (:name, :role, :password, :createdAt) on conflict do nothing
                """)
            .bind("name", view.name().value())
            .bind("role", view.role().name())
            .bind("password", row.password())
            .bind("createdAt", view.createdAt())
            .execute()
        == 1;
  }

  Optional<Row> find(Tx tx, UserName name) {
    return tx.handle()
        .createQuery(SELECT + "where u.name = :name")
        .bind("name", name.value())
        .map((row, _) -> new Row(view(row), row.getString("password")))
        .findOne();
  }

  /** By name, which is the cursor. */
  List<UserView> list(Tx tx, Part part) {
    return tx.handle()
        .createQuery(SELECT + "where u.name > :after order by u.name limit :limit")
        .bind("after", part.after())
        .bind("limit", part.limit())
        .map((row, _) -> view(row))
        .list();
  }

  void update(Tx tx, UserName name, Role role) {
    tx.handle()
        .createUpdate("update api.users set role = :role where name = :name")
        .bind("name", name.value())
        .bind("role", role.name())
        .execute();
  }

  void disable(Tx tx, UserName name, Instant at) {
    tx.handle()
        .createUpdate(
            "update api.users set disabled_at = coalesce(disabled_at, :at) where name = :name")
        .bind("name", name.value())
        .bind("at", at)
        .execute();
  }

  void enable(Tx tx, UserName name) {
    tx.handle()
        .createUpdate("update api.users set disabled_at = null where name = :name")
        .bind("name", name.value())
        .execute();
  }

  void setPassword(Tx tx, UserName name, String password) {
    tx.handle()
        .createUpdate("update api.users set password = :password where name = :name")
        .bind("name", name.value())
        .bind("password", password)
        .execute();
  }

  boolean delete(Tx tx, UserName name) {
    return tx.handle()
            .createUpdate("delete from api.users where name = :name")
            .bind("name", name.value())
            .execute()
        == 1;
  }

  /** The owners who are not disabled; nobody else changes them before this transaction is over. */
  List<UserName> lockOwners(Tx tx) {
    return tx.handle()
        .createQuery(
            """
            select name from api.users where role = 'OWNER' and disabled_at is null
            order by name for update
            """)
        .map((row, _) -> UserName.parse(row.getString("name")))
        .list();
  }

  boolean isEmpty(Tx tx) {
    return tx.handle()
        .createQuery("select 1 from api.users limit 1")
        .mapTo(Integer.class)
        .findOne()
        .isEmpty();
  }

  private static UserView view(ResultSet row) throws SQLException {
    return new UserView(
        UserName.parse(row.getString("name")),
        Role.valueOf(row.getString("role")),
        PersonRows.roles(row),
        row.getTimestamp("disabled_at") != null,
        row.getTimestamp("created_at").toInstant());
  }
}
