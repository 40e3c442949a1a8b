package fleet.api.access;

import fleet.api.db.Tx;
import fleet.contract.identity.UserName;
import fleet.contract.operator.Role;
import java.time.Instant;
import java.util.Optional;

/** Table {@code api.sign_ins}: tokens by their SHA-256. */
final class SignInRows {
  void insert(Tx tx, byte[] tokenHash, UserName user, Instant createdAt, Instant expiresAt) {
    tx.handle()
        .createUpdate(
            """
            insert into api.sign_ins (token_hash, user_name, created_at, expires_at)
            values (:hash, :user, :createdAt, :expiresAt)
            """)
        .bind("hash", tokenHash)
        .bind("user", user.value())
        .bind("createdAt", createdAt)
        .bind("expiresAt", expiresAt)
        .execute();
  }

  Optional<Person> find(Tx tx, byte[] tokenHash, Instant now) {
    return tx.handle()
        .createQuery(
            """
            select u.name, u.role from api.sign_ins s join api.users u on u.name = s.user_name
            where s.token_hash = :hash and s.expires_at > :now
            """)
        .bind("hash", tokenHash)
        .bind("now", now)
        .map((row, _) ->
            new Person(UserName.parse(row.getString("name")), Role.valueOf(row.getString("role"))))
        .findOne();
  }

  void delete(Tx tx, byte[] tokenHash) {
    tx.handle()
        .createUpdate("delete from api.sign_ins where token_hash = :hash")
        .bind("hash", tokenHash)
        .execute();
  }

  void deleteOver(Tx tx, Instant now) {
    tx.handle()
        .createUpdate("delete from api.sign_ins where expires_at <= :now")
        .bind("now", now)
        .execute();
  }
}
