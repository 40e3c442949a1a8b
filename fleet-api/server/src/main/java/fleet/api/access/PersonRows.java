package fleet.api.access;

import fleet.api.db.Tx;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.UserName;
import fleet.contract.operator.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads who somebody is: {@code api.users} with {@code api.fleet_roles}, in one query. */
final class PersonRows {
  private static final String SELECT =
      """
      select u.name, u.role,
        coalesce((select array_agg(r.fleet order by r.fleet) from api.fleet_roles r
          where r.user_name = u.name), '{}') as fleets,
        coalesce((select array_agg(r.role order by r.fleet) from api.fleet_roles r
          where r.user_name = u.name), '{}') as roles
      from api.users u %s
      """;

  Optional<Person> byName(Tx tx, UserName name) {
    return tx.handle()
        .createQuery(SELECT.formatted("where u.name = :name"))
        .bind("name", name.value())
        .map((row, _) -> person(row))
        .findOne();
  }

  Optional<Person> bySignIn(Tx tx, byte[] tokenHash, Instant now) {
    return tx.handle()
        .createQuery(
            SELECT.formatted(
                """
                join api.sign_ins s on s.user_name = u.name
                where s.token_hash = :hash and s.expires_at > :now
                """))
        .bind("hash", tokenHash)
        .bind("now", now)
        .map((row, _) -> person(row))
        .findOne();
  }

  Optional<Person> bySshKey(Tx tx, String fingerprint) {
    return tx.handle()
        .createQuery(
            SELECT.formatted(
                "join api.ssh_keys k on k.user_name = u.name where k.fingerprint = :fingerprint"))
        .bind("fingerprint", fingerprint)
        .map((row, _) -> person(row))
        .findOne();
  }

  private static Person person(ResultSet row) throws SQLException {
    return new Person(
        UserName.parse(row.getString("name")),
        Role.valueOf(row.getString("role")),
        roles(words(row, "fleets"), words(row, "roles")),
        KeyLimits.NONE);
  }

  private static Map<FleetName, Role> roles(List<String> fleets, List<String> roles) {
    var found = new HashMap<FleetName, Role>();
    for (var i = 0; i < fleets.size(); i++) {
      found.put(FleetName.parse(fleets.get(i)), Role.valueOf(roles.get(i)));
    }
    return found;
  }

  private static List<String> words(ResultSet row, String column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }
}
