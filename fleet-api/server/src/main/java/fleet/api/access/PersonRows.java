package fleet.api.access;

import fleet.api.db.Tx;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.UserName;
import fleet.contract.node.AccessAction;
import fleet.contract.operator.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Reads who somebody is: {@code api.users} with {@code api.fleet_roles}, in one query. Whoever is
 * disabled is nobody.
 */
public final class PersonRows {
  private static final Duration STALE = Duration.ofMinutes(1);
  private static final String SELECT =
      """
      select u.name, u.role,
        coalesce((select array_agg(r.fleet order by r.fleet) from api.fleet_roles r
          where r.user_name = u.name), '{}') as fleets,
        coalesce((select array_agg(r.role order by r.fleet) from api.fleet_roles r
          where r.user_name = u.name), '{}') as roles%s
      from api.users u %s where u.disabled_at is null and %s
      """;

  public Optional<Person> byName(Tx tx, UserName name) {
    return tx.handle()
        .createQuery(SELECT.formatted("", "", "u.name = :name"))
        .bind("name", name.value())
        .map((row, _) -> person(row))
        .findOne();
  }

  /**
   * Somebody by what they showed.
   *
   * @param usedAt when it was shown before, to the minute
   */
  public record Shown(Person person, Instant usedAt) {
    /** Says whether it is time to remember when it was shown; each request would be too often. */
    public boolean isStale(Instant now) {
      return !usedAt.plus(STALE).isAfter(now);
    }
  }

  public Optional<Shown> bySignIn(Tx tx, byte[] tokenHash, Instant now) {
    return tx.handle()
        .createQuery(
            SELECT.formatted(
                ", coalesce(s.last_used_at, s.created_at) as used_at",
                "join api.sign_ins s on s.user_name = u.name",
                "s.token_hash = :hash and s.expires_at > :now"))
        .bind("hash", tokenHash)
        .bind("now", now)
        .map((row, _) -> new Shown(person(row), row.getTimestamp("used_at").toInstant()))
        .findOne();
  }

  public Optional<Shown> byApiKey(Tx tx, byte[] keyHash, Instant now) {
    return tx.handle()
        .createQuery(
            SELECT.formatted(
                """
                , k.id as key_id, k.actions, k.fleets as key_fleets, k.expires_at,
                coalesce(k.last_used_at, 'epoch') as used_at
                """,
                "join api.api_keys k on k.user_name = u.name",
                "k.key_hash = :hash and (k.expires_at is null or k.expires_at > :now)"))
        .bind("hash", keyHash)
        .bind("now", now)
        .map((row, _) ->
            new Shown(person(row).with(limits(row)), row.getTimestamp("used_at").toInstant()))
        .findOne();
  }

  private static KeyLimits limits(ResultSet row) throws SQLException {
    var actions =
        words(row, "actions").stream().map(AccessAction::valueOf).collect(Collectors.toSet());
    var fleets =
        row.getObject("key_fleets") == null
            ? Optional.<Set<FleetName>>empty()
            : Optional.of(
                words(row, "key_fleets").stream()
                    .map(FleetName::parse)
                    .collect(Collectors.toSet()));
    var until = Optional.ofNullable(row.getTimestamp("expires_at")).map(Timestamp::toInstant);
    var key = Optional.of(row.getObject("key_id", UUID.class));
    return new KeyLimits(actions, fleets, until, key);
  }

  /** Says whether an API key is there still. */
  public boolean hasApiKey(Tx tx, UUID key) {
    return tx.handle()
        .createQuery("select exists (select 1 from api.api_keys where id = :key)")
        .bind("key", key)
        .mapTo(Boolean.class)
        .one();
  }

  Optional<Person> bySshKey(Tx tx, String fingerprint) {
    return tx.handle()
        .createQuery(
            SELECT.formatted(
                "", "join api.ssh_keys k on k.user_name = u.name", "k.fingerprint = :fingerprint"))
        .bind("fingerprint", fingerprint)
        .map((row, _) -> person(row))
        .findOne();
  }

  private static Person person(ResultSet row) throws SQLException {
    return new Person(
        UserName.parse(row.getString("name")),
        Role.valueOf(row.getString("role")),
        roles(row),
        KeyLimits.NONE);
  }

  /** The roles of a row in single fleets: its columns {@code fleets} and {@code roles}. */
  public static Map<FleetName, Role> roles(ResultSet row) throws SQLException {
    var fleets = words(row, "fleets");
    var roles = words(row, "roles");
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
