package fleet.api.trust;

import fleet.api.db.Tx;
import fleet.contract.Json;
import fleet.contract.identity.FleetName;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import fleet.contract.release.Release;
import fleet.contract.trust.Envelope;
import fleet.contract.trust.EnvelopeSignature;
import fleet.contract.trust.KeyId;
import fleet.contract.trust.ReleaseStatement;
import fleet.contract.trust.Signer;
import fleet.contract.trust.Signers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is signed of each release: once by the server, and by whom the fleet requires besides it.
 * Its bytes are made once and stay, so that people's signatures outlive the server's key.
 */
final class ReleaseStatements {
  private final StatementRows rows = new StatementRows();
  private final SignerRows signers = new SignerRows();

  /** With the signatures of those who sign the fleet's releases now. */
  Envelope of(Tx tx, Release release, SigningKeys.Current key) {
    var members = signers(tx, release.fleet()).map(Signers::members).orElse(List.of());
    return of(tx, release, members, key);
  }

  /** With the signatures of these: those of others count no more, and an envelope has an end. */
  private Envelope of(Tx tx, Release release, List<Signer> members, SigningKeys.Current key) {
    var counting =
        members.stream().map(member -> KeyId.of(member.key())).collect(Collectors.toSet());
    var envelope = byServer(tx, release, key);
    for (var signature : signers.signatures(tx, release.id())) {
      if (counting.contains(signature.keyid())) {
        envelope = envelope.with(signature);
      }
    }
    return envelope;
  }

  /** All generations of the fleet's signers, as they are shown to devices. */
  List<Envelope> chain(Tx tx, FleetName fleet, SigningKeys.Current key) {
    return signers.chain(tx, fleet).stream().map(said -> said.with(key.key())).toList();
  }

  /** Who must sign the fleet's releases now. */
  Optional<Signers> signers(Tx tx, FleetName fleet) {
    var chain = signers.chain(tx, fleet);
    return chain.isEmpty() ? Optional.empty() : chain.getLast().unverified(Signers.class);
  }

  /** All who ever had to, the first ones first. */
  List<Signers> generations(Tx tx, FleetName fleet) {
    return signers.chain(tx, fleet).stream()
        .flatMap(said -> said.unverified(Signers.class).stream())
        .toList();
  }

  /** What is wanting before a device of its fleet may run it, as a clause. */
  Optional<String> lacking(Tx tx, Release release, SigningKeys.Current key) {
    return signers(tx, release.fleet())
        .filter(known -> known.required() > 0)
        .flatMap(known -> lacking(tx, release, known, key));
  }

  /** What these would still lack of it, as a clause. */
  Optional<String> lacking(Tx tx, Release release, Signers wanted, SigningKeys.Current key) {
    return wanted.lacking(of(tx, release, wanted.members(), key));
  }

  /**
   * Keeps signatures of the fleet's signers, and says whose they are.
   *
   * @throws ProblemException when one of them is nobody's, or does not hold
   */
  List<String> add(
      Tx tx, Release release, Collection<EnvelopeSignature> added, SigningKeys.Current key) {
    var known = signers(tx, release.fleet()).orElseThrow(() -> nobody(release.fleet()));
    var envelope = byServer(tx, release, key);
    var names = new ArrayList<String>();
    for (var signature : added) {
      var signer = signer(known, signature);
      if (!envelope.with(signature).isSignedBy(signer.key())) {
        throw new ProblemException(
            ProblemCode.INVALID_REQUEST,
            "the signature of %s is not over release %s"
                .formatted(signer.name(), release.version()),
            "sign what the server says of it now: fleet release sign %s %s --export FILE"
                .formatted(release.fleet(), release.version()));
      }
      signers.putSignature(tx, release.id(), signature);
      names.add(signer.name());
    }
    return names;
  }

  private Envelope byServer(Tx tx, Release release, SigningKeys.Current key) {
    var before = rows.ofRelease(tx, release.id());
    return before
        .filter(said -> said.generation() == key.generation())
        .map(StatementRows.Said::envelope)
        .orElseGet(() -> {
          var envelope = before.map(StatementRows.Said::envelope).orElseGet(() -> said(release));
          var signed = envelope.unsigned().with(key.key());
          rows.putRelease(tx, release.id(), key.generation(), signed);
          return signed;
        });
  }

  private static Envelope said(Release release) {
    return Envelope.of(ReleaseStatement.TYPE, Json.writeBytes(ReleaseStatement.of(release)));
  }

  private static Signer signer(Signers known, EnvelopeSignature signature) {
    return known.members().stream()
        .filter(member -> KeyId.of(member.key()).equals(signature.keyid()))
        .findFirst()
        .orElseThrow(() ->
            new ProblemException(
                ProblemCode.INVALID_REQUEST,
                "key %s is of no signer of fleet %s".formatted(signature.keyid(), known.fleet()),
                "fleet trust signers %s shows them".formatted(known.fleet())));
  }

  private static ProblemException nobody(FleetName fleet) {
    return new ProblemException(
        ProblemCode.CONFLICT,
        "fleet %s has no signers".formatted(fleet),
        "fleet trust require %s 0 --signer NAME=FILE names some".formatted(fleet));
  }
}
