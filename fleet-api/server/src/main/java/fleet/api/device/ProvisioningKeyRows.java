package fleet.api.device;

import fleet.api.db.Tx;
import fleet.api.wire.Part;
import fleet.api.wire.TimeCursor;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.UserName;
import fleet.contract.operator.ProvisioningKeyView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Table {@code api.provisioning_keys}: keys by their SHA-256. */
final class ProvisioningKeyRows {
  void insert(Tx tx, byte[] keyHash, ProvisioningKeyView key) {
    tx.handle()
        .createUpdate(
            """
            insert into api.provisioning_keys
              (id, key_hash, fleet, created_by, created_at, expires_at, uses_left, type,
               device)
            values (:id, :hash, :fleet, :createdBy, :createdAt, :expiresAt, :usesLeft, :type,
              cast(:device as uuid))
            """)
        .bind("id", key.id())
        .bind("hash", keyHash)
        .bind("fleet", key.fleet().value())
        .bind("createdBy", key.createdBy().value())
        .bind("createdAt", key.createdAt())
        .bind("expiresAt", key.expiresAt())
        .bind("usesLeft", key.usesLeft())
        .bind("type", key.type().orElse(null))
        .bindByType("device", key.device().map(DeviceId::value).orElse(null), UUID.class)
        .execute();
  }

  /** Finds a key, holding others off until the end of the transaction. */
  Optional<ProvisioningKeyView> findForUse(Tx tx, byte[] keyHash) {
    return tx.handle()
        .createQuery("select * from api.provisioning_keys where key_hash = :hash for update")
        .bind("hash", keyHash)
        .map((row, _) -> view(row))
        .findOne();
  }

  void use(Tx tx, UUID id) {
    tx.handle()
        .createUpdate("update api.provisioning_keys set uses_left = uses_left - 1 where id = :id")
        .bind("id", id)
        .execute();
  }

  /** The newest first. */
  List<ProvisioningKeyView> list(Tx tx, FleetName fleet, Part part) {
    var before = TimeCursor.before(part);
    return tx.handle()
        .createQuery(
            """
            select * from api.provisioning_keys
            where fleet = :fleet and (created_at, id::text) < (:at, :id)
            order by created_at desc, id::text desc limit :limit
            """)
        .bind("fleet", fleet.value())
        .bind("at", before.at())
        .bind("id", before.id())
        .bind("limit", part.limit())
        .map((row, _) -> view(row))
        .list();
  }

  boolean revoke(Tx tx, FleetName fleet, UUID id, Instant now) {
    return tx.handle()
            .createUpdate(
                """
                update api.provisioning_keys set revoked_at = coalesce(revoked_at, :now)
                where fleet = :fleet and id = :id
                """)
            .bind("fleet", fleet.value())
            .bind("id", id)
            .bind("now", now)
            .execute()
        == 1;
  }

  private static ProvisioningKeyView view(ResultSet row) throws SQLException {
    return new ProvisioningKeyView(
        row.getObject("id", UUID.class),
        FleetName.parse(row.getString("fleet")),
        UserName.parse(row.getString("created_by")),
        row.getTimestamp("created_at").toInstant(),
        row.getTimestamp("expires_at").toInstant(),
        row.getInt("uses_left"),
        row.getTimestamp("revoked_at") != null,
        Optional.ofNullable(row.getString("type")),
        Optional.ofNullable(row.getObject("device", UUID.class)).map(DeviceId::new));
  }
}
