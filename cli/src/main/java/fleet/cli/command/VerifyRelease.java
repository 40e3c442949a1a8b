package fleet.cli.command;

import fleet.cli.credential.KnownKeys;
import fleet.cli.output.Fact;
import fleet.cli.output.Style;
import fleet.cli.output.Table;
import fleet.contract.Json;
import fleet.contract.identity.FleetName;
import fleet.contract.release.Release;
import fleet.contract.trust.Envelope;
import fleet.contract.trust.KeyId;
import fleet.contract.trust.ReleaseStatement;
import fleet.contract.trust.TrustChain;
import fleet.contract.trust.TrustedKeys;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * {@code fleet release verify FLEET RELEASE}: is what the server shows of a release what was signed
 * of it, by a key that follows from the one known here?
 */
final class VerifyRelease implements Command {
  @Parameters(index = "0", paramLabel = "FLEET", description = "Name of the fleet.")
  private FleetName fleet;

  @Parameters(index = "1", paramLabel = "RELEASE", description = "Version or id of the release.")
  private String release;

  @Mixin private Common common;

  private final Shell shell;

  VerifyRelease(Shell shell) {
    this.shell = shell;
  }

  /** What {@code --json} prints. */
  record Verified(String version, FleetName fleet, KeyId key, int generation, boolean first) {}

  @Override
  public ExitCode run() {
    var api = Api.signedIn(shell, common);
    var known = new KnownKeys(shell.environment());
    var chain = api.http().get("/trust", TrustChain.class);
    var before = known.of(api.server());
    var keys = before.map(pinned -> following(pinned, chain)).orElseGet(chain::newest);
    var route = Api.route("fleets", fleet, "releases", release);
    var found = api.http().get(route, Release.class);
    require(found, api.http().get(route + "/statement", Envelope.class), keys);
    if (!before.filter(keys::equals).isPresent()) {
      known.keep(api.server(), keys);
    }
    var verified =
        new Verified(
            found.version(), fleet, KeyId.of(keys.key()), keys.generation(), before.isEmpty());
    return new Answer(shell, common).one(verified, this::show);
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

  private void show(Verified verified) {
    shell
        .terminal()
        .print(
            Table.facts(
                List.of(
                    Fact.of("release", verified.version(), Style.NAME),
                    Fact.of("signed by", "key " + verified.key()),
                    Fact.of("generation", verified.generation()),
                    Fact.of("verified", "all digests, and how it runs"))));
    if (verified.first()) {
      shell
          .terminal()
          .say("the server's key was not known here before; from now on it is, and must stay");
    }
  }
}
