package fleet.api.access.apikey;

import fleet.api.db.Tx;
import fleet.api.wire.Part;
import fleet.api.wire.TimeCursor;
import fleet.contract.access.ApiKeyView;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.UserName;
import fleet.contract.node.AccessAction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Table {@code api.api_keys}: keys by their SHA-256. */
final class ApiKeyRows {
  void insert(Tx tx, UserName user, byte[] keyHash, ApiKeyView key) {
    tx.handle()
        .createUpdate(
            """
            insert into api.api_keys
              (id, key_hash, user_name, name, actions, fleets, created_at, expires_at)
            values (:id, :hash, :user, :name, string_to_array(:actions, ','),
              string_to_array(:fleets, ','), :createdAt, :expiresAt)
            """)
        .bind("id", key.id())
        .bind("hash", keyHash)
        .bind("user", user.value())
        .bind("name", key.name())
        .bind("actions", words(key.actions()))
        .bind("fleets", key.fleets().map(ApiKeyRows::words))
        .bind("createdAt", key.createdAt())
        .bind("expiresAt", key.expiresAt())
        .execute();
  }

  int count(Tx tx, UserName user) {
    return tx.handle()
        .createQuery("select count(*) from api.api_keys where user_name = :user")
        .bind("user", user.value())
        .mapTo(Integer.class)
        .one();
  }

  /** The oldest first. */
  List<ApiKeyView> list(Tx tx, UserName user, Part part) {
    var after = TimeCursor.after(part);
    return tx.handle()
        .createQuery(
            """
            select * from api.api_keys
            where user_name = :user and (created_at, id::text) > (:at, :id)
            order by created_at, id::text limit :limit
            """)
        .bind("user", user.value())
        .bind("at", after.at())
        .bind("id", after.id())
        .bind("limit", part.limit())
        .map((row, _) -> view(row))
        .list();
  }

  boolean delete(Tx tx, UserName user, UUID id) {
    return tx.handle()
            .createUpdate("delete from api.api_keys where user_name = :user and id = :id")
            .bind("user", user.value())
            .bind("id", id)
            .execute()
        == 1;
  }

  void deleteOver(Tx tx, Instant now) {
    tx.handle()
        .createUpdate("delete from api.api_keys where expires_at <= :now")
        .bind("now", now)
        .execute();
  }

  void touch(Tx tx, byte[] keyHash, Instant now) {
    tx.handle()
        .createUpdate("update api.api_keys set last_used_at = :now where key_hash = :hash")
        .bind("hash", keyHash)
        .bind("now", now)
        .execute();
  }

  /** Neither actions nor names have a comma. */
  private static String words(Set<?> all) {
    return all.stream().map(Object::toString).sorted().collect(Collectors.joining(","));
  }

  private static ApiKeyView view(ResultSet row) throws SQLException {
    return new ApiKeyView(
        row.getObject("id", UUID.class),
        row.getString("name"),
        strings(row, "actions")
            .orElseThrow()
            .map(AccessAction::valueOf)
            .collect(Collectors.toSet()),
        strings(row, "fleets").map(all -> all.map(FleetName::parse).collect(Collectors.toSet())),
        row.getTimestamp("created_at").toInstant(),
        time(row, "expires_at"),
        time(row, "last_used_at"));
  }

  private static Optional<Stream<String>> strings(ResultSet row, String column)
      throws SQLException {
    var array = row.getArray(column);
    return array == null
        ? Optional.empty()
        : Optional.of(Arrays.stream((String[]) array.getArray()));
  }

  private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
  }
}
