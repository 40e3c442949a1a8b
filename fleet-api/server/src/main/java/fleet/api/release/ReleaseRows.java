package fleet.api.release;

import fleet.api.db.Tx;
import fleet.contract.Json;
import fleet.contract.identity.BuildId;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.ReleaseId;
import fleet.contract.release.Canary;
import fleet.contract.release.Release;
import fleet.contract.release.ReleaseProvenance;
import fleet.contract.release.ReleaseState;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Table {@code api.releases}; the document is the whole {@code Release} as JSON. */
final class ReleaseRows {
  /** The fleet's next revision; others are held off until the end of the transaction. */
  OptionalInt nextRevision(Tx tx, FleetName fleet) {
    return tx.handle()
        .createQuery("select last_revision + 1 from api.fleets where name = :fleet for update")
        .bind("fleet", fleet.value())
        .mapTo(Integer.class)
        .findOne()
        .map(OptionalInt::of)
        .orElseGet(OptionalInt::empty);
  }

  void countTo(Tx tx, FleetName fleet, int revision) {
    tx.handle()
        .createUpdate("update api.fleets set last_revision = :revision where name = :fleet")
        .bind("fleet", fleet.value())
        .bind("revision", revision)
        .execute();
  }

  /** Whether the fleet has a release of that version. */
  boolean has(Tx tx, FleetName fleet, String version) {
    return tx.handle()
        .createQuery(
            "select exists (select from api.releases where fleet = :fleet and version = :version)")
        .bind("fleet", fleet.value())
        .bind("version", version)
        .mapTo(Boolean.class)
        .one();
  }

  /** The highest number that follows these letters in a version of the fleet; 0 for none. */
  long highest(Tx tx, FleetName fleet, String stem) {
    return tx.handle()
        .createQuery(
            """
            select coalesce(max(cast(substr(version, length(:stem) + 1) as bigint)), 0)
            from api.releases
            where fleet = :fleet and starts_with(version, :stem)
              and substr(version, length(:stem) + 1) ~ '^[0-9]{1,15}$'
            """)
        .bind("fleet", fleet.value())
        .bind("stem", stem)
        .mapTo(Long.class)
        .one();
  }

  /** Adds a release, and says whether its version was free. */
  boolean insert(Tx tx, Release release) {
    return tx.handle()
            .createUpdate(
                """
                insert into api.releases
                  (id, fleet, revision, version, build, commit, state, created_at, document)
                values (:id, :fleet, :revision, :version, :build, :commit, :state, :createdAt,
                  cast(:document as jsonb))
                on conflict do nothing
                """)
            .bind("id", release.id().value())
            .bind("fleet", release.fleet().value())
            .bind("revision", release.revision())
            .bind("version", release.version())
            .bind("build", release.build().value())
            .bind("commit", release.commit())
            .bind("state", release.state().name())
            .bind("createdAt", release.createdAt())
            .bind("document", Json.write(release))
            .execute()
        == 1;
  }

  /** How it goes out. */
  void putCanary(Tx tx, ReleaseId id, Canary canary) {
    tx.handle()
        .createUpdate("update api.releases set canary = cast(:canary as jsonb) where id = :id")
        .bind("id", id.value())
        .bind("canary", Json.write(canary))
        .execute();
  }

  /** How it goes out; absent for the whole fleet at once. */
  Optional<Canary> canary(Tx tx, ReleaseId id) {
    return tx.handle()
        .createQuery("select canary from api.releases where id = :id and canary is not null")
        .bind("id", id.value())
        .map((row, _) -> Json.read(row.getString(1), Canary.class))
        .findOne();
  }

  /** How its images were built. */
  void putProvenance(Tx tx, ReleaseId id, ReleaseProvenance provenance) {
    tx.handle()
        .createUpdate(
            "update api.releases set provenance = cast(:provenance as jsonb) where id = :id")
        .bind("id", id.value())
        .bind("provenance", Json.write(provenance))
        .execute();
  }

  /** How its images were built; absent where nobody said. */
  Optional<ReleaseProvenance> provenance(Tx tx, ReleaseId id) {
    return tx.handle()
        .createQuery(
            "select provenance from api.releases where id = :id and provenance is not null")
        .bind("id", id.value())
        .map((row, _) -> Json.read(row.getString(1), ReleaseProvenance.class))
        .findOne();
  }

  Optional<Release> find(Tx tx, ReleaseId id) {
    return tx.handle()
        .createQuery("select document from api.releases where id = :id")
        .bind("id", id.value())
        .map((row, _) -> Json.read(row.getString(1), Release.class))
        .findOne();
  }

  Optional<Release> findByBuild(Tx tx, BuildId build) {
    return tx.handle()
        .createQuery("select document from api.releases where build = :build")
        .bind("build", build.value())
        .map((row, _) -> Json.read(row.getString(1), Release.class))
        .findOne();
  }

  /** By version, or by id as text. */
  Optional<Release> find(Tx tx, FleetName fleet, String versionOrId) {
    return tx.handle()
        .createQuery(
            """
            select document from api.releases
            where fleet = :fleet and (version = :name or id::text = :name)
            """)
        .bind("fleet", fleet.value())
        .bind("name", versionOrId)
        .map((row, _) -> Json.read(row.getString(1), Release.class))
        .findOne();
  }

  /** By version, or by id as text, holding others off until the end of the transaction. */
  Optional<Release> lock(Tx tx, FleetName fleet, String versionOrId) {
    return tx.handle()
        .createQuery(
            """
            select document from api.releases
            where fleet = :fleet and (version = :name or id::text = :name) for update
            """)
        .bind("fleet", fleet.value())
        .bind("name", versionOrId)
        .map((row, _) -> Json.read(row.getString(1), Release.class))
        .findOne();
  }

  /** Writes what may change of a release. */
  void update(Tx tx, Release release) {
    tx.handle()
        .createUpdate(
            """
            update api.releases set state = :state, document = cast(:document as jsonb)
            where id = :id
            """)
        .bind("id", release.id().value())
        .bind("state", release.state().name())
        .bind("document", Json.write(release))
        .execute();
  }

  /** The newest final one that was the fleet's and is older than that revision. */
  Optional<Release> deployedBefore(Tx tx, FleetName fleet, int revision) {
    return tx.handle()
        .createQuery(
            """
            select document from api.releases
            where fleet = :fleet and revision < :revision and state = 'FINAL'
              and deployed_at is not null
            order by revision desc limit 1
            """)
        .bind("fleet", fleet.value())
        .bind("revision", revision)
        .map((row, _) -> Json.read(row.getString(1), Release.class))
        .findOne();
  }

  /** What the fleet runs. */
  Optional<Release> ofFleet(Tx tx, FleetName fleet) {
    return tx.handle()
        .createQuery(
            """
            select r.document from api.fleets f join api.releases r on r.id = f.release
            where f.name = :fleet
            """)
        .bind("fleet", fleet.value())
        .map((row, _) -> Json.read(row.getString(1), Release.class))
        .findOne();
  }

  /** The newest first, below a revision. */
  List<Release> list(Tx tx, FleetName fleet, ReleaseFilter filter, int below, int limit) {
    return tx.handle()
        .createQuery(
            """
            select document from api.releases where fleet = :fleet and revision < :below
              and (:state = '' or state = :state) and document->'tags' @> cast(:tags as jsonb)
            order by revision desc limit :limit
            """)
        .bind("fleet", fleet.value())
        .bind("state", filter.state().map(ReleaseState::name).orElse(""))
        .bind("tags", Json.write(filter.tags()))
        .bind("below", below)
        .bind("limit", limit)
        .map((row, _) -> Json.read(row.getString(1), Release.class))
        .list();
  }
}
