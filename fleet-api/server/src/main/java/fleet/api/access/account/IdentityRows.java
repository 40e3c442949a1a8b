package fleet.api.access.account;

import fleet.api.db.Tx;
import fleet.api.wire.Part;
import fleet.api.wire.TimeCursor;
import fleet.contract.identity.UserName;
import fleet.contract.provider.IdentityView;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Table {@code api.identities}: who somebody is, by issuer and subject. */
final class IdentityRows {
  Optional<UserName> find(Tx tx, Outsider outsider) {
    return tx.handle()
        .createQuery(
            "select user_name from api.identities where issuer = :issuer and subject = :subject")
        .bind("issuer", outsider.issuer().toString())
        .bind("subject", outsider.subject())
        .map((row, _) -> UserName.parse(row.getString("user_name")))
        .findOne();
  }

  /** Adds it, and says whether nobody had it. */
  boolean insert(Tx tx, Outsider outsider, UserName user, Instant now) {
    return tx.handle()
            .createUpdate(
                """
                insert into api.identities
                  (id, issuer, subject, user_name, email, linked_at, last_used_at)
                values (gen_random_uuid(), :issuer, :subject, :user, :email, :now, :now)
                on conflict do nothing
                """)
            .bind("issuer", outsider.issuer().toString())
            .bind("subject", outsider.subject())
            .bind("user", user.value())
            .bind("email", outsider.email())
            .bind("now", now)
            .execute()
        == 1;
  }

  void touch(Tx tx, Outsider outsider, Instant now) {
    tx.handle()
        .createUpdate(
            """
            update api.identities set last_used_at = :now, email = :email
            where issuer = :issuer and subject = :subject
            """)
        .bind("issuer", outsider.issuer().toString())
        .bind("subject", outsider.subject())
        .bind("email", outsider.email())
        .bind("now", now)
        .execute();
  }

  /** The oldest first. */
  List<IdentityView> list(Tx tx, UserName user, Part part) {
    var after = TimeCursor.after(part);
    return tx.handle()
        .createQuery(
            """
            select * from api.identities
            where user_name = :user and (linked_at, id::text) > (:at, :id)
            order by linked_at, id::text limit :limit
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
            .createUpdate("delete from api.identities where user_name = :user and id = :id")
            .bind("user", user.value())
            .bind("id", id)
            .execute()
        == 1;
  }

  private static IdentityView view(ResultSet row) throws SQLException {
    return new IdentityView(
        row.getObject("id", UUID.class),
        UserName.parse(row.getString("user_name")),
        URI.create(row.getString("issuer")),
        row.getString("subject"),
        row.getString("email"),
        row.getTimestamp("linked_at").toInstant(),
        row.getTimestamp("last_used_at").toInstant());
  }
}
