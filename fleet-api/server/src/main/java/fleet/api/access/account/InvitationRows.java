package fleet.api.access.account;

import com.fasterxml.jackson.core.type.TypeReference;
import fleet.api.db.Tx;
import fleet.api.wire.Part;
import fleet.api.wire.TimeCursor;
import fleet.contract.Json;
import fleet.contract.access.InvitationView;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.UserName;
import fleet.contract.operator.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Table {@code api.invitations}: codes by their SHA-256. */
final class InvitationRows {
  private static final TypeReference<Map<FleetName, Role>> ROLES = new TypeReference<>() {};

  void insert(Tx tx, byte[] codeHash, InvitationView view) {
    tx.handle()
        .createUpdate(
            """
            insert into api.invitations
              (id, code_hash, role, fleets, created_by, created_at, expires_at)
            values (:id, :hash, :role, :fleets::jsonb, :by, :createdAt, :expiresAt)
            """)
        .bind("id", view.id())
        .bind("hash", codeHash)
        .bind("role", view.role().name())
        .bind("fleets", Json.write(view.fleets()))
        .bind("by", view.createdBy().value())
        .bind("createdAt", view.createdAt())
        .bind("expiresAt", view.expiresAt())
        .execute();
  }

  /** Takes the invitation of this code away, if it is still open. */
  Optional<InvitationView> take(Tx tx, byte[] codeHash, Instant now) {
    return tx.handle()
        .createQuery(
            "delete from api.invitations where code_hash = :hash and expires_at > :now returning *")
        .bind("hash", codeHash)
        .bind("now", now)
        .map((row, _) -> view(row))
        .findOne();
  }

  boolean isOpen(Tx tx, byte[] codeHash, Instant now) {
    return tx.handle()
        .createQuery("select 1 from api.invitations where code_hash = :hash and expires_at > :now")
        .bind("hash", codeHash)
        .bind("now", now)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /** The oldest first. */
  List<InvitationView> list(Tx tx, Part part) {
    var after = TimeCursor.after(part);
    return tx.handle()
        .createQuery(
            """
            select * from api.invitations where (created_at, id::text) > (:at, :id)
            order by created_at, id::text limit :limit
            """)
        .bind("at", after.at())
        .bind("id", after.id())
        .bind("limit", part.limit())
        .map((row, _) -> view(row))
        .list();
  }

  boolean delete(Tx tx, UUID id) {
    return tx.handle()
            .createUpdate("delete from api.invitations where id = :id")
            .bind("id", id)
            .execute()
        == 1;
  }

  void deleteOver(Tx tx, Instant now) {
    tx.handle()
        .createUpdate("delete from api.invitations where expires_at <= :now")
        .bind("now", now)
        .execute();
  }

  private static InvitationView view(ResultSet row) throws SQLException {
    return new InvitationView(
        row.getObject("id", UUID.class),
        Role.valueOf(row.getString("role")),
        roles(row.getString("fleets")),
        UserName.parse(row.getString("created_by")),
        row.getTimestamp("created_at").toInstant(),
        row.getTimestamp("expires_at").toInstant());
  }

  private static Map<FleetName, Role> roles(String json) {
    try {
      return Json.mapper().readValue(json, ROLES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
