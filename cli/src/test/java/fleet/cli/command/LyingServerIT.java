package fleet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.cli.credential.KnownSigners;
import fleet.cli.credential.SigningKeyFile;
import fleet.contract.Json;
import fleet.contract.identity.BuildId;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.ReleaseId;
import fleet.contract.identity.ServiceName;
import fleet.contract.identity.UserName;
import fleet.contract.operator.FleetView;
import fleet.contract.operator.ReleaseSummary;
import fleet.contract.operator.SignersView;
import fleet.contract.release.Composition;
import fleet.contract.release.Digest;
import fleet.contract.release.ImageVariant;
import fleet.contract.release.Layer;
import fleet.contract.release.Platform;
import fleet.contract.release.Release;
import fleet.contract.release.ReleaseState;
import fleet.contract.release.ServiceImages;
import fleet.contract.release.ServiceSpec;
import fleet.contract.trust.Envelope;
import fleet.contract.trust.ReleaseStatement;
import fleet.contract.trust.Signer;
import fleet.contract.trust.Signers;
import fleet.contract.trust.SigningKey;
import fleet.contract.trust.TrustChain;
import fleet.contract.trust.TrustedKeys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Commands that sign, and the one that verifies, against a server that somebody has taken over: it
 * has its own key, and none of the signers'.
 */
class LyingServerIT {
  private static final FleetName VAULT = FleetName.parse("vault");
  private static final String SIGNERS = "/fleets/vault/signers";
  private static final String RELEASES = "/fleets/vault/releases/";

  private final SigningKey serverKey = SigningKey.random();
  private final SigningKey mallory = SigningKey.random();
  private final FakeFleet server = new FakeFleet();
  private SigningKey alice;
  private Signers named;
  private Signers required;

  @TempDir private Path home;

  @BeforeEach
  void a_fleet_whose_signer_is_known_here() {
    assertThat(run("trust", "new-key", "alice.key").exitCode()).isZero();
    alice = SigningKeyFile.read(home.resolve("alice.key"));
    named = signers(1, 0, signer("alice", alice));
    required = signers(2, 1, signer("alice", alice));
    server.answers(
        "GET /trust", new TrustChain(new TrustedKeys(1, serverKey.publicKey()), List.of()));
    var honest = release("1.0.0", "honest");
    shows(required, said(named), said(required));
    shows(honest, statement(honest).with(serverKey).with(alice));
    server.answers("GET /fleets/vault", fleet(honest));
    var seen = run("release", "verify", "vault", "1.0.0");
    assertThat(seen.exitCode()).as(seen.err()).isZero();
    assertThat(seen.err()).contains("were not known here before").contains("SHA256:");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void the_signers_that_were_seen_first_are_kept_for_their_owner_alone() throws Exception {
    var file = home.resolve(".config/fleet/known_signers.json");
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(known()).contains(required);
  }

  @Test
  void a_member_more_is_not_signed_along() {
    var slipped = signers(3, 1, signer("alice", alice), signer("mallory", mallory));
    shows(slipped, said(named), said(required), said(slipped));
    refusedEverywhere(
        "the server shows generation 3 of the signers of vault, which does not follow");
    shows(
        signers(2, 1, signer("alice", alice), signer("mallory", mallory)),
        said(named),
        said(required));
    refusedEverywhere(
        "the server shows generation 2 of the signers of vault, which does not follow");
  }

  @Test
  void a_lower_threshold_and_no_signers_at_all_are_refused() {
    shows(signers(3, 0, signer("alice", alice)), said(named), said(required));
    refusedEverywhere("does not follow from generation 2 of them, known here");
    server.answers("GET " + SIGNERS, new SignersView(Optional.empty(), List.of()));
    refusedEverywhere("the server shows no signers of vault");
  }

  @Test
  void another_history_is_refused_until_the_known_one_is_forgotten() {
    var theirs = signers(1, 1, signer("mallory", mallory));
    shows(theirs, said(theirs));
    refusedEverywhere("the server shows generation 1 of the signers of vault");
    assertThat(run("trust", "forget", "vault").exitCode()).isEqualTo(2);
    assertThat(known()).contains(required);
    assertThat(run("trust", "forget", "vault", "--yes").exitCode()).isZero();
    assertThat(run("trust", "forget", "vault", "--yes").exitCode()).isEqualTo(3);
    assertThat(run("trust", "signers", "vault").err()).contains("were not known here before");
    assertThat(known()).contains(theirs);
  }

  @Test
  void what_was_said_elsewhere_is_expected_also_at_the_first_look() {
    var fingerprint = Fingerprint.of(said(required)).text();
    assertThat(run("trust", "forget", "vault", "--yes").exitCode()).isZero();
    var verified = run("release", "verify", "vault", "1.0.0", "--expect", fingerprint);
    assertThat(verified.exitCode()).as(verified.err()).isZero();
    assertThat(run("trust", "forget", "vault", "--yes").exitCode()).isZero();
    server.answers("GET " + SIGNERS, new SignersView(Optional.empty(), List.of()));
    var refused = run("release", "verify", "vault", "1.0.0", "--expect", fingerprint);
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).contains("no signers of vault with the fingerprint " + fingerprint);
    assertThat(run("release", "verify", "vault", "1.0.0", "--expect", "SHA256:x").exitCode())
        .isEqualTo(2);
  }

  @Test
  void a_release_that_only_the_server_signed_does_not_verify() {
    var bad = release("1.1.0", "bad");
    shows(bad, statement(bad).with(serverKey).with(mallory));
    var refused = run("release", "verify", "vault", "1.1.0");
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).contains("has 0 of the 1 signatures that fleet vault requires");
  }

  @Test
  void another_payload_than_what_is_shown_is_not_signed() {
    var good = release("1.1.0", "good");
    shows(good, statement(release("1.1.0", "bad")).with(serverKey));
    signingIsRefused("1.1.0", "is not what was signed: the server shows something else");
    shows(good, statement(good).with(mallory));
    signingIsRefused("1.1.0", "release 1.1.0 is not signed by key");
    server.answers("GET " + RELEASES + "1.1.0", release("1.0.0", "honest"));
    signingIsRefused("1.1.0", "the server shows release 1.0.0 of vault, where 1.1.0 of vault");
  }

  @Test
  void what_is_signed_is_shown_and_compared_and_asked_for() {
    var next = release("1.1.0", "next");
    shows(next, statement(next).with(serverKey));
    server.answers("POST " + RELEASES + "1.1.0/signatures", next);
    var asked = run("release", "sign", "vault", "1.1.0", "--key", "alice.key");
    assertThat(asked.exitCode()).as("nobody to ask").isEqualTo(2);
    assertThat(asked.err())
        .contains("1.1.0")
        .contains(next.commit())
        .contains("linux/arm64")
        .contains(next.services().getFirst().variants().getFirst().manifest().toString())
        .contains("another image")
        .contains("web: environment LEVEL honest -> next")
        .contains("1.0.0 is what the server says the fleet runs, signed by it and alice")
        .contains("revision 1 by admin, note: look")
        .contains("say --yes when that is meant");
    assertThat(posted()).isEmpty();
    var elsewhere =
        run(
            "release",
            "sign",
            "vault",
            "1.1.0",
            "--key",
            "alice.key",
            "--commit",
            "abcdef0",
            "--yes");
    assertThat(elsewhere.err()).contains("is of commit " + next.commit() + ", not of abcdef0");
    assertThat(posted()).isEmpty();
    var signed =
        run(
            "release",
            "sign",
            "vault",
            "1.1.0",
            "--key",
            "alice.key",
            "--commit",
            "0123456",
            "--yes");
    assertThat(signed.exitCode()).as(signed.err()).isZero();
    assertThat(posted()).containsExactly("POST " + RELEASES + "1.1.0/signatures");
  }

  private void signingIsRefused(String version, String sentence) {
    var ran = run("release", "sign", "vault", version, "--key", "alice.key", "--yes");
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains(sentence);
    assertThat(posted()).isEmpty();
  }

  /** By every command that believes signers; and what is known stays. */
  private void refusedEverywhere(String sentence) {
    for (var command :
        List.of(
            List.of("trust", "signers", "vault"),
            List.of("trust", "require", "vault", "1", "--key", "alice.key", "--yes"),
            List.of("release", "sign", "vault", "1.0.0", "--key", "alice.key", "--yes"),
            List.of("release", "sign", "vault", "1.0.0", "--export", "release.json"),
            List.of("release", "verify", "vault", "1.0.0"))) {
      var ran = run(command.toArray(String[]::new));
      assertThat(ran.exitCode()).as(command + ran.err()).isEqualTo(1);
      assertThat(ran.err()).as(command.toString()).contains(sentence).contains("hint: ");
    }
    assertThat(posted()).isEmpty();
    assertThat(home.resolve("release.json")).doesNotExist();
    assertThat(known()).contains(required);
  }

  private List<String> posted() {
    return server.asked().stream()
        .map(FakeFleet.Asked::route)
        .filter(route -> !route.startsWith("GET "))
        .toList();
  }

  private Optional<Signers> known() {
    return new KnownSigners(Map.of("HOME", home.toString())).of(server.url(), VAULT);
  }

  private void shows(Signers present, Envelope... chain) {
    server.answers("GET " + SIGNERS, new SignersView(Optional.of(present), List.of(chain)));
  }

  private void shows(Release release, Envelope statement) {
    for (var name : List.of(release.version(), release.id().toString())) {
      server.answers("GET " + RELEASES + name, release);
      server.answers("GET " + RELEASES + name + "/statement", statement);
    }
  }

  private Envelope said(Signers signers) {
    return Envelope.sign(Signers.TYPE, Json.writeBytes(signers), serverKey);
  }

  private static Envelope statement(Release release) {
    return Envelope.of(ReleaseStatement.TYPE, Json.writeBytes(ReleaseStatement.of(release)));
  }

  private static Signers signers(int generation, int required, Signer... members) {
    return new Signers(VAULT, generation, required, List.of(members), TestShell.NOW);
  }

  private static Signer signer(String name, SigningKey key) {
    return new Signer(name, key.publicKey());
  }

  private static FleetView fleet(Release release) {
    var summary =
        new ReleaseSummary(release.id(), release.version(), release.commit(), release.createdAt());
    return new FleetView(
        VAULT,
        TestShell.NOW,
        Optional.of(summary),
        1,
        1,
        1,
        0,
        "ssh://git@h/vault.git",
        Optional.empty(),
        Optional.empty());
  }

  /** Releases of one version have one id, and differ in their images by {@code kind}. */
  private static Release release(String version, String kind) {
    var web = ServiceName.parse("web");
    var image =
        new ImageVariant(
            "linux/arm64",
            Platform.LINUX_ARM64,
            digest(kind + " manifest"),
            digest(kind + " config"),
            500,
            List.of(new Layer(digest(kind + " layer"), digest(kind + " diff"), 1000)));
    return new Release(
        ReleaseId.parse("00000000-0000-4000-8000-00000" + version.replace(".", "00")),
        VAULT,
        version,
        1,
        BuildId.random(),
        UserName.parse("admin"),
        "0123456789012345678901234567890123456789",
        "look",
        Map.of(),
        ReleaseState.UNSIGNED,
        Optional.empty(),
        TestShell.NOW,
        List.of(new ServiceImages(web, "vault/web", digest(kind + " index"), List.of(image))),
        new Composition(Map.of(web, spec(kind)), Set.of()));
  }

  private static ServiceSpec spec(String level) {
    var plain = ServiceSpec.plain();
    return new ServiceSpec(
        plain.command(),
        plain.entrypoint(),
        Map.of("LEVEL", level),
        plain.ports(),
        plain.mounts(),
        plain.dependsOn(),
        plain.healthCheck(),
        plain.restart(),
        plain.labels(),
        plain.user(),
        plain.workingDirectory(),
        plain.hostname(),
        plain.readOnly(),
        plain.init(),
        plain.stopGrace());
  }

  private static Digest digest(String text) {
    return Digest.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private TestShell.Ran run(String... arguments) {
    return TestShell.signedIn(home, server).run(arguments);
  }
}
