package fleet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.api.ApiConfig;
import fleet.api.ApiServer;
import fleet.api.http.HttpLimits;
import fleet.contract.client.JsonHttp;
import fleet.contract.identity.BuildId;
import fleet.contract.identity.Secret;
import fleet.contract.identity.ServiceName;
import fleet.contract.identity.UserName;
import fleet.contract.release.Composition;
import fleet.contract.release.Digest;
import fleet.contract.release.ImageVariant;
import fleet.contract.release.Layer;
import fleet.contract.release.NewRelease;
import fleet.contract.release.Platform;
import fleet.contract.release.Release;
import fleet.contract.release.ServiceImages;
import fleet.contract.release.ServiceSpec;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code fleet release verify} against the real API, whose database somebody tampers with. */
class VerifyReleaseIT {
  private static final Secret SERVICE_KEY = Secret.of("service-key-of-the-tests");
  private static final URI NOBODY = URI.create("http://127.0.0.1:9");

  private EmbeddedPostgres postgres;
  private ApiServer server;

  @TempDir private Path home;

  @BeforeEach
  void start() throws IOException {
    postgres = EmbeddedPostgres.start();
    server = new ApiServer(config(), postgres.getPostgresDatabase());
    server.start();
    var password = server.firstAdmin().orElseThrow().password().reveal();
    var signedIn =
        new TestShell(home)
            .typing(password + "\n")
            .run("login", "--server", url(), "--user", "admin", "--password-stdin");
    assertThat(signedIn.exitCode()).isZero();
    assertThat(run("create", "berlin").exitCode()).isZero();
    inside().post("/internal/v1/fleets/berlin/releases", release(), Release.class);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    postgres.close();
  }

  @Test
  void a_release_is_what_was_signed_and_the_first_key_is_remembered() {
    var first = run("release", "verify", "berlin", "1.0.0");
    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(first.out()).contains("1.0.0").contains("generation  1");
    assertThat(first.err()).contains("was not known here before");
    var second = run("release", "verify", "berlin", "1.0.0");
    assertThat(second.exitCode()).isZero();
    assertThat(second.err()).isEmpty();
  }

  @Test
  void a_release_that_was_changed_in_the_database_is_told() throws SQLException {
    assertThat(run("release", "verify", "berlin", "1.0.0").exitCode()).isZero();
    sql(
        "update api.releases set document = replace(document::text, '%s', '%s')::jsonb"
            .formatted(digest("manifest"), digest("somebody else's")));
    var told = run("release", "verify", "berlin", "1.0.0");
    assertThat(told.exitCode()).isEqualTo(1);
    assertThat(told.errLines().getFirst())
        .isEqualTo("fleet: release 1.0.0 is not what was signed: the server shows something else");
  }

  @Test
  void a_key_that_follows_is_believed_and_one_that_does_not_is_refused() throws SQLException {
    assertThat(run("release", "verify", "berlin", "1.0.0").exitCode()).isZero();
    rotate();
    assertThat(run("release", "verify", "berlin", "1.0.0").out()).contains("generation  2");

    sql("delete from api.release_statements");
    sql("delete from api.assignment_statements");
    sql("delete from api.signing_keys");
    var refused = run("release", "verify", "berlin", "1.0.0");
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.errLines().getFirst()).contains("which does not follow from");
  }

  @Test
  void signers_that_vanish_from_the_database_are_missed() throws SQLException {
    assertThat(run("trust", "new-key", "alice.key").exitCode()).isZero();
    require("0", "--signer", "alice=alice.key.pub");
    assertThat(run("release", "sign", "berlin", "1.0.0", "--key", "alice.key", "--yes").exitCode())
        .isZero();
    require("1");
    assertThat(run("release", "verify", "berlin", "1.0.0").out()).contains("alice (1 required)");

    sql("delete from api.release_signatures");
    assertThat(run("release", "verify", "berlin", "1.0.0").err())
        .contains("has 0 of the 1 signatures that fleet berlin requires");
    sql("delete from api.signers where generation = 2");
    var lowered = run("release", "verify", "berlin", "1.0.0");
    assertThat(lowered.exitCode()).isEqualTo(1);
    assertThat(lowered.err())
        .contains("generation 1 of the signers of berlin, which does not follow from generation 2");
    sql("delete from api.signers");
    var without = run("release", "verify", "berlin", "1.0.0");
    assertThat(without.exitCode()).isEqualTo(1);
    assertThat(without.err()).contains("the server shows no signers of berlin");
  }

  private void require(String required, String... more) {
    var words = new ArrayList<>(List.of("trust", "require", "berlin", required, "--yes"));
    words.addAll(List.of(more));
    var ran = run(words.toArray(String[]::new));
    assertThat(ran.exitCode()).as(ran.err()).isZero();
  }

  private void rotate() {
    var access =
        new fleet.cli.credential.CredentialFile(home.resolve(".config/fleet/credentials.json"));
    var token = access.read().at(URI.create(url())).orElseThrow().token();
    new JsonHttp(JsonHttp.defaultClient(), URI.create(url()), () -> Optional.of(token))
        .post("/api/v1/trust/rotate", Map.of());
  }

  private JsonHttp inside() {
    return new JsonHttp(
        JsonHttp.defaultClient(), URI.create(url()), () -> Optional.of(SERVICE_KEY));
  }

  private void sql(String statement) throws SQLException {
    try (var connection = postgres.getPostgresDatabase().getConnection();
        var prepared = connection.createStatement()) {
      prepared.execute(statement);
    }
  }

  private TestShell.Ran run(String... arguments) {
    return new TestShell(home).at(Clock.systemUTC()).run(arguments);
  }

  private String url() {
    return "http://127.0.0.1:" + server.port();
  }

  private static ApiConfig config() {
    var masterKey = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[32]);
    return new ApiConfig(
        List.of("127.0.0.1"),
        0,
        Optional.empty(),
        URI.create("http://127.0.0.1:5000"),
        2222,
        NOBODY,
        NOBODY,
        SERVICE_KEY,
        Secret.of(masterKey),
        Optional.empty(),
        Duration.ofSeconds(5),
        Duration.ofMinutes(2),
        HttpLimits.USUAL);
  }

  private static NewRelease release() {
    var web = ServiceName.parse("web");
    var image =
        new ImageVariant(
            "linux/amd64",
            Platform.LINUX_AMD64,
            digest("manifest"),
            digest("config"),
            500,
            List.of(new Layer(digest("layer"), digest("diff"), 1000)));
    return new NewRelease(
        BuildId.random(),
        UserName.parse("admin"),
        "0123456789012345678901234567890123456789",
        Optional.of("1.0.0"),
        "",
        Map.of(),
        false,
        Optional.empty(),
        List.of(new ServiceImages(web, "berlin/web", digest("index"), List.of(image))),
        new Composition(Map.of(web, ServiceSpec.plain()), Set.of("data")));
  }

  private static Digest digest(String text) {
    return Digest.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
