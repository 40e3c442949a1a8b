package fleet.cli.command;

import fleet.contract.codec.Records;
import fleet.contract.identity.FleetName;
import fleet.contract.release.Release;
import fleet.contract.trust.Envelope;
import fleet.contract.trust.KeyId;
import fleet.contract.trust.ReleaseStatement;
import fleet.contract.trust.TrustedKeys;
import java.util.List;
import java.util.Optional;

/**
 * A release that is what the server signed of it, by a key that follows from the one known here.
 *
 * @param statement what was signed, by people too
 * @param said what the statement says
 * @param signers who must sign the fleet's releases besides the server
 */
record TrustedRelease(
    Release release,
    Envelope statement,
    ReleaseStatement said,
    TrustedServer server,
    TrustedSigners signers) {
  /**
   * Asks for it; nothing new is believed before {@link #keep}.
   *
   * @throws CommandFailure when it is not what was signed
   */
  static TrustedRelease fetch(
      Shell shell, Api api, FleetName fleet, String name, Optional<Fingerprint> expected) {
    var server = TrustedServer.fetch(shell, api);
    var signers = TrustedSigners.fetch(shell, api, fleet, server, expected);
    return fetch(api, fleet, name, server, signers);
  }

  /** Another one of the fleet. */
  TrustedRelease other(Api api, String name) {
    return fetch(api, release.fleet(), name, server, signers);
  }

  private static TrustedRelease fetch(
      Api api, FleetName fleet, String name, TrustedServer server, TrustedSigners signers) {
    var route = Api.route("fleets", fleet, "releases", name);
    var release = api.http().get(route, Release.class);
    requireMeant(release, fleet, name);
    var statement = api.http().get(route + "/statement", Envelope.class);
    var said = said(release, statement, server.keys());
    return new TrustedRelease(release, statement, said, server, signers);
  }

  private static void requireMeant(Release found, FleetName fleet, String name) {
    var isNamed = found.version().equals(name) || found.id().toString().equals(name);
    if (!isNamed || !found.fleet().equals(fleet)) {
      throw CommandFailure.failed(
          "the server shows release %s of %s, where %s of %s was asked for"
              .formatted(found.version(), found.fleet(), name, fleet),
          "do not run it; ask who runs the server");
    }
  }

  private static ReleaseStatement said(Release found, Envelope statement, TrustedKeys keys) {
    var signed =
        statement
            .verified(ReleaseStatement.TYPE, List.of(keys.key()))
            .map(bytes -> Records.read(bytes, ReleaseStatement.class))
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
    return signed;
  }

  /** From now on the server's key and the signers are believed. */
  void keep(Shell shell, Api api) {
    server.keep(shell, api);
    signers.keep(shell, api);
  }
}
