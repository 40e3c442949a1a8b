package fleet.api.remote;

import fleet.api.db.Tx;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.SessionId;
import fleet.contract.identity.UserName;
import java.time.Instant;

/** Table {@code api.sessions}. */
final class SessionRows {
  record Row(
      SessionId id,
      DeviceId device,
      UserName user,
      String landing,
      Instant createdAt,
      Instant expiresAt) {}

  void insert(Tx tx, Row row) {
    tx.handle()
        .createUpdate(
            """
            insert into api.sessions (id, device, user_name, landing, created_at, expires_at)
            values (:id, :device, :user, :landing, :createdAt, :expiresAt)
            """)
        .bind("id", row.id().value())
        .bind("device", row.device().value())
        .bind("user", row.user().value())
        .bind("landing", row.landing())
        .bind("createdAt", row.createdAt())
        .bind("expiresAt", row.expiresAt())
        .execute();
  }
}
