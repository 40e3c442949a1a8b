package fleet.api.audit;

import fleet.api.db.Tx;
import fleet.api.wire.Part;
import fleet.contract.audit.AuditActor;
import fleet.contract.audit.AuditLine;
import fleet.contract.audit.AuditPerson;
import fleet.contract.audit.AuditRow;
import fleet.contract.audit.AuditSeal;
import fleet.contract.audit.AuditView;
import fleet.contract.identity.FleetName;
import fleet.contract.release.Digest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All tables of the log, for who reads them. */
final class ReadRows {
  /** The newest first; the cursor is an id. */
  List<AuditView> list(Tx tx, AuditFilter filter, Part part) {
    return tx.handle()
        .createQuery(
            """
            select a.*, s.sequence, s.hash,
              coalesce(w.name, 'erased person #' || w.number) as who_name,
              coalesce(
                case when o.name like 'device %' then split_part(o.name, ' ', 3) else o.name end,
                case when a.what like 'device.%' then 'erased device #' else 'erased person #' end
                  || o.number) as about_name
            from (
              select * from api.audit
              where (cast(:after as bigint) is null or id < :after)
                and (cast(:who as text) is null or who in (:who, 'device:' || :who, 'provider:' || :who,
                  (select 'person:' || mark from api.audit_people where name = :who)))
                and (cast(:action as text) is null or what = :action
                  or starts_with(what, rtrim(:action, '.') || '.'))
                and (cast(:subject as text) is null or position(:subject in subject) > 0
                  or about in (
                    select 'person:' || mark from api.audit_people
                    where name = :subject
                      or (name like 'device %' and :subject in
                        (split_part(name, ' ', 2), split_part(name, ' ', 3)))))
                and (cast(:fleet as text) is null or fleet = :fleet)
                and (cast(:from as timestamptz) is null or at >= :from)
                and (cast(:until as timestamptz) is null or at < :until)
              order by id desc limit :limit) a
            left join api.audit_seals s on s.audit = a.id
            left join api.audit_people w on w.mark = substr(a.who, 8)
            left join api.audit_people o on o.mark = substr(a.about, 8)
            order by a.id desc
            """)
        .bindByType("after", part.after().isEmpty() ? null : cursor(part.after()), Long.class)
        .bindBySqlType("who", filter.who().orElse(null), Types.VARCHAR)
        .bindBySqlType("action", filter.action().orElse(null), Types.VARCHAR)
        .bindBySqlType("subject", filter.subject().orElse(null), Types.VARCHAR)
        .bindBySqlType("fleet", filter.fleet().map(FleetName::value).orElse(null), Types.VARCHAR)
        .bindByType("from", filter.from().orElse(null), Instant.class)
        .bindByType("until", filter.until().orElse(null), Instant.class)
        .bind("limit", part.limit())
        .map((row, _) -> view(row))
        .list();
  }

  private static long cursor(String after) {
    try {
      return Long.parseLong(after);
    } catch (NumberFormatException e) {
      throw Part.strange(e);
    }
  }

  private static AuditView view(ResultSet row) throws SQLException {
    var who = row.getString("who");
    var hash = Optional.ofNullable(row.getString("hash"));
    var sequence = hash.isEmpty() ? Optional.<Long>empty() : Optional.of(row.getLong("sequence"));
    return new AuditView(
        row.getLong("id"),
        row.getTimestamp("at").toInstant(),
        actor(who),
        Optional.ofNullable(row.getString("who_name"))
            .orElseGet(() -> who.substring(who.indexOf(':') + 1)),
        row.getString("what"),
        Optional.ofNullable(row.getString("fleet")),
        Optional.ofNullable(row.getString("about_name")),
        row.getString("subject"),
        sequence,
        hash.map(Digest::parse));
  }

  private static AuditActor actor(String who) {
    return switch (who.substring(0, Math.max(0, who.indexOf(':')))) {
      case "person" -> AuditActor.PERSON;
      case "device" -> AuditActor.DEVICE;
      case "provider" -> AuditActor.PROVIDER;
      default -> who.equals("server") ? AuditActor.SERVER : AuditActor.NOBODY;
    };
  }

  /** Seals with their rows, in the order of the chain. */
  List<AuditLine> chain(Tx tx, long after, long until, int most) {
    return tx.handle()
        .createQuery(
            """
            select s.*, a.* from api.audit_seals s left join api.audit a on a.id = s.audit
            where s.sequence > :after and s.sequence <= :until
            order by s.sequence limit :most
            """)
        .bind("after", after)
        .bind("until", until)
        .bind("most", most)
        .map((row, _) -> sealed(row))
        .list();
  }

  private static AuditLine sealed(ResultSet row) throws SQLException {
    var seal =
        new AuditSeal(
            row.getLong("sequence"),
            row.getLong("audit"),
            Digest.parse(row.getString("previous")),
            Digest.parse(row.getString("hash")));
    var there = row.getString("who") != null;
    return AuditLine.of(seal, there ? Optional.of(AuditRows.row(row)) : Optional.<AuditRow>empty());
  }

  /** By number, after that one. */
  List<AuditPerson> people(Tx tx, long after, int most) {
    return tx.handle()
        .createQuery(
            "select * from api.audit_people where number > :after order by number limit :most")
        .bind("after", after)
        .bind("most", most)
        .map((row, _) -> person(row))
        .list();
  }

  private static AuditPerson person(ResultSet row) throws SQLException {
    return new AuditPerson(
        row.getLong("number"),
        row.getString("mark"),
        Optional.ofNullable(row.getString("salt")),
        Optional.ofNullable(row.getString("name")));
  }

  /** How many rows wait for their seal. */
  long waiting(Tx tx) {
    return tx.handle()
        .createQuery("select count(*) from api.audit_unsealed")
        .mapTo(Long.class)
        .one();
  }

  /** The first row that neither has a seal nor waits for one. */
  Optional<Long> stray(Tx tx) {
    return tx.handle()
        .createQuery(
            """
            select a.id from api.audit a
            where not exists (select 1 from api.audit_seals s where s.audit = a.id)
              and not exists (select 1 from api.audit_unsealed u where u.audit = a.id)
            order by a.id limit 1
            """)
        .mapTo(Long.class)
        .findOne();
  }

  /** The hash of a seal. */
  Optional<Digest> hash(Tx tx, long sequence) {
    return tx.handle()
        .createQuery("select hash from api.audit_seals where sequence = :sequence")
        .bind("sequence", sequence)
        .map((row, _) -> Digest.parse(row.getString(1)))
        .findOne();
  }
}
