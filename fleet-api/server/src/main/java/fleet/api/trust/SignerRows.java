package fleet.api.trust;

import fleet.api.db.Tx;
import fleet.contract.Json;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.ReleaseId;
import fleet.contract.release.Release;
import fleet.contract.trust.Envelope;
import fleet.contract.trust.EnvelopeSignature;
import fleet.contract.trust.KeyId;
import java.util.List;

/** Tables {@code api.signers} and {@code api.release_signatures}. */
final class SignerRows {
  /** All generations, the first one first. */
  List<Envelope> chain(Tx tx, FleetName fleet) {
    return tx.handle()
        .createQuery("select envelope from api.signers where fleet = :fleet order by generation")
        .bind("fleet", fleet.value())
        .map((row, _) -> Json.read(row.getString(1), Envelope.class))
        .list();
  }

  void insert(Tx tx, FleetName fleet, int generation, Envelope envelope) {
    tx.handle()
        .createUpdate(
            """
            insert into api.signers (fleet, generation, envelope)
            values (:fleet, :generation, cast(:envelope as jsonb))
            """)
        .bind("fleet", fleet.value())
        .bind("generation", generation)
        .bind("envelope", Json.write(envelope))
        .execute();
  }

  List<EnvelopeSignature> signatures(Tx tx, ReleaseId release) {
    return tx.handle()
        .createQuery(
            "select key, signature from api.release_signatures where release = :release order by key")
        .bind("release", release.value())
        .map((row, _) -> new EnvelopeSignature(KeyId.parse(row.getString(1)), row.getString(2)))
        .list();
  }

  void putSignature(Tx tx, ReleaseId release, EnvelopeSignature signature) {
    tx.handle()
        .createUpdate(
            """
            insert into api.release_signatures (release, key, signature)
            values (:release, :key, :signature)
            on conflict (release, key) do update set signature = excluded.signature
            """)
        .bind("release", release.value())
        .bind("key", signature.keyid().value())
        .bind("signature", signature.sig())
        .execute();
  }

  /** Releases that the fleet or one of its devices is given, or that an open rollout would give. */
  List<Release> given(Tx tx, FleetName fleet) {
    return tx.handle()
        .createQuery(
            """
            select document from api.releases where id in (
              select release from api.fleets where name = :fleet
              union select release from api.devices where fleet = :fleet
              union select release from api.rollouts
                where fleet = :fleet and state in ('RUNNING', 'SOAKING', 'HALTED'))
            order by revision
            """)
        .bind("fleet", fleet.value())
        .map((row, _) -> Json.read(row.getString(1), Release.class))
        .list();
  }
}
