package fleet.api.access;

import fleet.api.db.Tx;
import fleet.api.wire.Part;
import fleet.api.wire.TimeCursor;
import fleet.contract.identity.UserName;
import fleet.contract.operator.SshKeyView;
import java.util.List;

/** Table {@code api.ssh_keys}. */
final class SshKeyRows {
  /** Adds a key, and says whether nobody had it. */
  boolean insert(Tx tx, UserName user, SshKeyView key) {
    return tx.handle()
            .createUpdate(
                """
                insert into api.ssh_keys (fingerprint, user_name, name, public_key, added_at)
                values (:fingerprint, :user, :name, :publicKey, :addedAt) on conflict do nothing
                """)
            .bind("fingerprint", key.fingerprint())
            .bind("user", user.value())
            .bind("name", key.name())
            .bind("publicKey", key.publicKey())
            .bind("addedAt", key.addedAt())
            .execute()
        == 1;
  }

  boolean delete(Tx tx, UserName user, String fingerprint) {
    return tx.handle()
            .createUpdate(
                "delete from api.ssh_keys where user_name = :user and fingerprint = :fingerprint")
            .bind("user", user.value())
            .bind("fingerprint", fingerprint)
            .execute()
        == 1;
  }

  /** The oldest first. */
  List<SshKeyView> list(Tx tx, UserName user, Part part) {
    var after = TimeCursor.after(part);
    return tx.handle()
        .createQuery(
            """
            select * from api.ssh_keys
            where user_name = :user and (added_at, fingerprint) > (:at, :id)
            order by added_at, fingerprint limit :limit
            """)
        .bind("user", user.value())
        .bind("at", after.at())
        .bind("id", after.id())
        .bind("limit", part.limit())
        .map((row, _) ->
            new SshKeyView(
                row.getString("fingerprint"),
                row.getString("name"),
                row.getString("public_key"),
                row.getTimestamp("added_at").toInstant()))
        .list();
  }
}
