package fleet.api.access;

import fleet.api.db.Tx;
import fleet.contract.identity.UserName;
import fleet.contract.operator.Role;
import fleet.contract.operator.UserView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Table {@code api.users}. */
final class UserRows {
  /** One person with the hash of their password. */
  record Row(UserView view, String password) {}

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

  /** Says whether there is such a person. */
  boolean setPassword(Tx tx, UserName name, String password) {
    return tx.handle()
            .createUpdate("update api.users set password = :password where name = :name")
            .bind("name", name.value())
            .bind("password", password)
            .execute()
        == 1;
  }

  Optional<Row> find(Tx tx, UserName name) {
    return tx.handle()
        .createQuery("select * from api.users where name = :name")
        .bind("name", name.value())
        .map((row, _) -> new Row(view(row), row.getString("password")))
        .findOne();
  }

  List<UserView> list(Tx tx) {
    return tx.handle()
        .createQuery("select * from api.users order by name")
        .map((row, _) -> view(row))
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
        row.getTimestamp("created_at").toInstant());
  }
}
