package fleet.api.access;

import fleet.api.db.Tx;
import fleet.contract.identity.UserName;
import java.time.Instant;

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

  void delete(Tx tx, byte[] tokenHash) {
    tx.handle()
        .createUpdate("delete from api.sign_ins where token_hash = :hash")
        .bind("hash", tokenHash)
        .execute();
  }

  void deleteOf(Tx tx, UserName user) {
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
}
