package fleet.cli.command;

import fleet.cli.credential.KnownKeys;
import fleet.contract.Json;
import fleet.contract.identity.FleetName;
import fleet.contract.operator.SignersView;
import fleet.contract.release.Release;
import fleet.contract.trust.Envelope;
import fleet.contract.trust.KeyId;
import fleet.contract.trust.ReleaseStatement;
import fleet.contract.trust.Signers;
import fleet.contract.trust.TrustChain;
import fleet.contract.trust.TrustedKeys;
import java.util.List;
import java.util.Optional;

/**
 * A release that is what the server signed of it, by a key that follows from the one known here.
 *
 * @param first whether the server's key was not known here before
 * @param signers who must sign the fleet's releases besides it
 */
record TrustedRelease(
    Release release,
    Envelope statement,
    TrustedKeys keys,
    boolean first,
    Optional<Signers> signers) {
  /**
   * Asks for it, and remembers the server's key.
   *
   * @throws CommandFailure when it is not what was signed
   */
  static TrustedRelease fetch(Shell shell, Api api, FleetName fleet, String name) {
    var known = new KnownKeys(shell.environment());
    var chain = api.http().get("/trust", TrustChain.class);
    var before = known.of(api.server());
    var keys = before.map(pinned -> following(pinned, chain)).orElseGet(chain::newest);
    var route = Api.route("fleets", fleet, "releases", name);
    var release = api.http().get(route, Release.class);
    var statement = api.http().get(route + "/statement", Envelope.class);
    require(release, statement, keys);
    if (!before.filter(keys::equals).isPresent()) {
      known.keep(api.server(), keys);
    }
    var signers = api.http().get(Api.route("fleets", fleet, "signers"), SignersView.class);
    return new TrustedRelease(release, statement, keys, before.isEmpty(), signers.present());
  }

  /** The newest key, to which the one known here must lead. */
  private static TrustedKeys following(TrustedKeys pinned, TrustChain chain) {
    var newest = chain.newest();
    if (!pinned.follow(chain.keys()).equals(newest)) {
      throw CommandFailure.failed(
          "the server signs with key %s, which does not follow from %s, the one known here"
              .formatted(KeyId.of(newest.key()), KeyId.of(pinned.key())),
          "ask who runs the server; if it was set up anew, remove known_keys.json");
    }
    return newest;
  }

  private static void require(Release found, Envelope statement, TrustedKeys keys) {
    var signed =
        statement
            .verified(ReleaseStatement.TYPE, List.of(keys.key()))
            .map(bytes -> Json.read(bytes, ReleaseStatement.class))
            .orElseThrow(() ->
                CommandFailure.failed(
                    "release %s is not signed by key %s"
                        .formatted(found.version(), KeyId.of(keys.key())),
                    "do not run it; ask who runs the server"));
    if (!signed.equals(ReleaseStatement.of(found))) {
      throw CommandFailure.failed(
          "release %s is not what was signed: the server shows something else"
              .formatted(found.version()),
          "do not run it; ask who runs the server");
    }
  }
}
