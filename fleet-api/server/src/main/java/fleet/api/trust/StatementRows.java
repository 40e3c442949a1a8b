package fleet.api.trust;

import fleet.api.db.Tx;
import fleet.contract.Json;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.ReleaseId;
import fleet.contract.trust.AssignmentStatement;
import fleet.contract.trust.Envelope;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Tables {@code api.release_statements} and {@code api.assignment_statements}. */
public final class StatementRows {
  /** What is said of a release by a generation of the key. */
  record Said(int generation, Envelope envelope) {}

  /** What was said of the release, by whichever generation. */
  Optional<Said> ofRelease(Tx tx, ReleaseId release) {
    return tx.handle()
        .createQuery(
            "select generation, envelope from api.release_statements where release = :release")
        .bind("release", release.value())
        .map((row, _) -> new Said(row.getInt(1), Json.read(row.getString(2), Envelope.class)))
        .findOne();
  }

  /** Keeps it; what an older generation said goes, what this one said already stays. */
  void putRelease(Tx tx, ReleaseId release, int generation, Envelope envelope) {
    tx.handle()
        .createUpdate(
            """
            insert into api.release_statements as old (release, generation, envelope)
            values (:release, :generation, cast(:envelope as jsonb))
            on conflict (release) do update
              set generation = excluded.generation, envelope = excluded.envelope
              where old.generation < excluded.generation
            """)
        .bind("release", release.value())
        .bind("generation", generation)
        .bind("envelope", Json.write(envelope))
        .execute();
  }

  /** Larger than every one before. */
  long nextCounter(Tx tx) {
    return tx.handle()
        .createQuery("select nextval('api.assignment_counter')")
        .mapTo(Long.class)
        .one();
  }

  /** The newest of this release for this audience, by this generation, that is good until then. */
  Optional<Envelope> assignment(
      Tx tx, Statements.Audience audience, ReleaseId release, int generation, Instant until) {
    return tx.handle()
        .createQuery(
            """
            select envelope from api.assignment_statements
            where fleet = :fleet and release = :release and generation = :generation
              and expires_at > :until and device is not distinct from cast(:device as uuid)
            order by counter desc limit 1
            """)
        .bind("fleet", audience.fleet().value())
        .bindByType("device", audience.device().map(DeviceId::value).orElse(null), UUID.class)
        .bind("release", release.value())
        .bind("generation", generation)
        .bind("until", until)
        .map((row, _) -> Json.read(row.getString(1), Envelope.class))
        .findOne();
  }

  void insertAssignment(Tx tx, AssignmentStatement said, int generation, Envelope envelope) {
    tx.handle()
        .createUpdate(
            """
            insert into api.assignment_statements
              (counter, fleet, device, release, generation, expires_at, envelope)
            values (:counter, :fleet, cast(:device as uuid), :release, :generation, :expires, cast(:envelope as jsonb))
            """)
        .bind("counter", said.counter())
        .bind("fleet", said.fleet().value())
        .bindByType("device", said.device().map(DeviceId::value).orElse(null), UUID.class)
        .bind("release", said.release().value())
        .bind("generation", generation)
        .bind("expires", said.expires())
        .bind("envelope", Json.write(envelope))
        .execute();
  }

  /** Forgets all of them; they are made anew, with later counters. */
  public void deleteAssignments(Tx tx) {
    tx.handle().execute("delete from api.assignment_statements");
  }

  /** One at a time makes the statements of a fleet; others wait and then find them. */
  void lock(Tx tx, FleetName fleet) {
    tx.handle()
        .createQuery("select 1 from api.fleets where name = :fleet for no key update")
        .bind("fleet", fleet.value())
        .mapTo(Integer.class)
        .findOne();
  }
}
