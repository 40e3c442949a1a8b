package fleet.api.access.account;

import fleet.api.audit.Deed;
import fleet.api.db.Tx;
import fleet.api.wire.Part;
import fleet.api.wire.TimeCursor;
import fleet.contract.access.LockOut;
import fleet.contract.identity.UserName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Table {@code api.sign_in_failures}: one row for a name or an address, forgotten with age. */
final class FailureRows {
  private static final int MOST = 50_000;

  /** Whom a row is about. */
  record Subject(String kind, String subject) {
    static final String USER = "user";
    static final String ADDRESS = "address";

    static Subject of(UserName name) {
      return new Subject(USER, name.value());
    }

    /** What is done to it, for the audit log. */
    Deed deed(String what) {
      var deed = Deed.of(what).to(kind);
      return kind.equals(USER) ? deed.about(UserName.parse(subject)) : deed.aboutAddress(subject);
    }
  }

  Optional<Failures> find(Tx tx, Subject subject) {
    return tx.handle()
        .createQuery("select * from api.sign_in_failures where kind = :kind and subject = :subject")
        .bind("kind", subject.kind())
        .bind("subject", subject.subject())
        .map((row, _) -> failures(row))
        .findOne();
  }

  /** The same, and nobody else changes it before this transaction is over. */
  Failures lock(Tx tx, Subject subject, Instant now) {
    return tx.handle()
        .createQuery(
            """
            insert into api.sign_in_failures (kind, subject, failures, last_at)
            values (:kind, :subject, 0, :now)
            on conflict (kind, subject) do update set kind = excluded.kind
            returning *
            """)
        .bind("kind", subject.kind())
        .bind("subject", subject.subject())
        .bind("now", now)
        .map((row, _) -> failures(row))
        .one();
  }

  void update(Tx tx, Subject subject, Failures failures) {
    tx.handle()
        .createUpdate(
            """
            update api.sign_in_failures
            set failures = :failures, last_at = :last, locked_until = :until
            where kind = :kind and subject = :subject
            """)
        .bind("kind", subject.kind())
        .bind("subject", subject.subject())
        .bind("failures", failures.count())
        .bind("last", failures.last())
        .bind("until", failures.lockedUntil())
        .execute();
  }

  boolean delete(Tx tx, Subject subject) {
    return tx.handle()
            .createUpdate(
                "delete from api.sign_in_failures where kind = :kind and subject = :subject")
            .bind("kind", subject.kind())
            .bind("subject", subject.subject())
            .execute()
        == 1;
  }

  /** Forgets what is old, and the oldest of too many. */
  void forget(Tx tx, Instant before) {
    tx.handle()
        .createUpdate(
            """
            delete from api.sign_in_failures where last_at < :before or (kind, subject) in
              (select kind, subject from api.sign_in_failures order by last_at desc offset :most)
            """)
        .bind("before", before)
        .bind("most", MOST)
        .execute();
  }

  /** The longest first. */
  List<LockOut> locked(Tx tx, Instant now, Part part) {
    var before = TimeCursor.before(part);
    return tx.handle()
        .createQuery(
            """
            select * from api.sign_in_failures
            where locked_until > :now and (locked_until, kind || ' ' || subject) < (:at, :id)
            order by locked_until desc, kind || ' ' || subject desc limit :limit
            """)
        .bind("now", now)
        .bind("at", before.at())
        .bind("id", before.id())
        .bind("limit", part.limit())
        .map((row, _) ->
            new LockOut(
                row.getString("kind"),
                row.getString("subject"),
                row.getInt("failures"),
                row.getTimestamp("locked_until").toInstant()))
        .list();
  }

  private static Failures failures(ResultSet row) throws SQLException {
    return new Failures(
        row.getInt("failures"),
        row.getTimestamp("last_at").toInstant(),
        Optional.ofNullable(row.getTimestamp("locked_until")).map(Timestamp::toInstant));
  }
}
