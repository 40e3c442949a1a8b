package fleet.api.access.account;

import fleet.api.db.Tx;
import fleet.api.wire.Part;
import fleet.api.wire.TimeCursor;
import fleet.contract.access.SignInView;
import fleet.contract.identity.UserName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Table {@code api.sign_ins}: tokens by their SHA-256. */
final class SignInRows {
  void insert(Tx tx, UserName user, byte[] tokenHash, Origin origin, Lifetime lifetime) {
    tx.handle()
        .createUpdate(
            """
            insert into api.sign_ins (token_hash, user_name, created_at, expires_at, address, agent)
            values (:hash, :user, :createdAt, :expiresAt, :address, :agent)
            """)
        .bind("hash", tokenHash)
        .bind("user", user.value())
        .bind("createdAt", lifetime.from())
        .bind("expiresAt", lifetime.until())
        .bind("address", origin.address())
        .bind("agent", origin.agent())
        .execute();
  }

  /** From when until when a sign-in is good. */
  record Lifetime(Instant from, Instant until) {}

  /**
   * The open ones of somebody, the newest first.
   *
   * @param current hash of the token by which this is asked
   */
  List<SignInView> list(Tx tx, UserName user, byte[] current, Instant now, Part part) {
    var before = TimeCursor.before(part);
    return tx.handle()
        .createQuery(
            """
            select * from api.sign_ins
            where user_name = :user and expires_at > :now and (created_at, id::text) < (:at, :id)
            order by created_at desc, id::text desc limit :limit
            """)
        .bind("user", user.value())
        .bind("now", now)
        .bind("at", before.at())
        .bind("id", before.id())
        .bind("limit", part.limit())
        .map((row, _) -> view(row, current))
        .list();
  }

  void touch(Tx tx, byte[] tokenHash, Instant now) {
    tx.handle()
        .createUpdate("update api.sign_ins set last_used_at = :now where token_hash = :hash")
        .bind("hash", tokenHash)
        .bind("now", now)
        .execute();
  }

  /** Ends the one with that token, and says which it was. */
  Optional<UUID> delete(Tx tx, UserName user, byte[] tokenHash) {
    return tx.handle()
        .createQuery(
            "delete from api.sign_ins where user_name = :user and token_hash = :hash returning id")
        .bind("user", user.value())
        .bind("hash", tokenHash)
        .mapTo(UUID.class)
        .findOne();
  }

  /** From where somebody is signed in. */
  List<String> addresses(Tx tx, UserName user) {
    return tx.handle()
        .createQuery("select distinct address from api.sign_ins where user_name = :user")
        .bind("user", user.value())
        .mapTo(String.class)
        .list();
  }

  boolean delete(Tx tx, UserName user, UUID id) {
    return tx.handle()
            .createUpdate("delete from api.sign_ins where user_name = :user and id = :id")
            .bind("user", user.value())
            .bind("id", id)
            .execute()
        == 1;
  }

  /** Ends all of somebody's, but for that one. */
  void deleteOthers(Tx tx, UserName user, byte[] tokenHash) {
    tx.handle()
        .createUpdate("delete from api.sign_ins where user_name = :user and token_hash <> :hash")
        .bind("user", user.value())
        .bind("hash", tokenHash)
        .execute();
  }

  void deleteAll(Tx tx, UserName user) {
    tx.handle()
        .createUpdate("delete from api.sign_ins where user_name = :user")
        .bind("user", user.value())
        .execute();
  }

  void deleteOver(Tx tx, Instant now) {
    tx.handle()
        .createUpdate("delete from api.sign_ins where expires_at <= :now")
        .bind("now", now)
        .execute();
  }

  private static SignInView view(ResultSet row, byte[] current) throws SQLException {
    var created = row.getTimestamp("created_at").toInstant();
    var used = row.getTimestamp("last_used_at");
    return new SignInView(
        row.getObject("id", UUID.class),
        UserName.parse(row.getString("user_name")),
        created,
        used == null ? created : used.toInstant(),
        row.getTimestamp("expires_at").toInstant(),
        row.getString("address"),
        row.getString("agent"),
        Arrays.equals(row.getBytes("token_hash"), current));
  }
}
