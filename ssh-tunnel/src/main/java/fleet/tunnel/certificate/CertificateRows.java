package fleet.tunnel.certificate;

import fleet.contract.identity.DeviceId;
import fleet.tunnel.db.TunnelDatabase;
import java.time.Instant;
import java.util.List;

/** Table {@code tunnel.certificates}; it names sessions and devices, and no person. */
final class CertificateRows {
  /**
   * A certificate before it has its serial.
   *
   * @param keyId as much of its key id as is kept
   */
  record Draft(
      String kind,
      String keyId,
      List<String> principals,
      DeviceId device,
      String publicKey,
      Instant issuedAt,
      Instant expiresAt) {
    Draft {
      principals = List.copyOf(principals);
    }
  }

  private final TunnelDatabase database;

  CertificateRows(TunnelDatabase database) {
    this.database = database;
  }

  /** Records what is about to be signed, and returns its serial. */
  long insert(Draft draft) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery(
                    """
                    insert into tunnel.certificates
                      (kind, key_id, principals, device, public_key, issued_at, expires_at)
                    values (:kind, :keyId, :principals, :device, :publicKey, :issuedAt, :expiresAt)
                    returning serial\
                    """)
                .bind("kind", draft.kind())
                .bind("keyId", draft.keyId())
                .bindArray("principals", String.class, draft.principals())
                .bind("device", draft.device().value())
                .bind("publicKey", draft.publicKey())
                .bind("issuedAt", draft.issuedAt())
                .bind("expiresAt", draft.expiresAt())
                .mapTo(Long.class)
                .one());
  }
}
