package fleet.builder;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.Json;
import fleet.contract.client.JsonHttp;
import fleet.contract.identity.Secret;
import fleet.contract.problem.Problem;
import fleet.contract.problem.ProblemCode;
import fleet.contract.release.Platform;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The port that takes uploads, asked by everybody but the API: nothing there answers them. */
@SuppressWarnings("NullAway.Init") // set before all tests
class InternalGuardsIT {
  private static final Secret SERVICE_KEY = Secret.random("fleet_service_");
  private static final URI NOBODY = URI.create("http://127.0.0.1:9");
  private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE");
  private static final String BUILDS = "/internal/v1/fleets/berlin/builds";
  private static final List<String> PATHS =
      List.of(
          BUILDS,
          BUILDS + "?draft=true",
          "/internal/v1/builds/00000000-0000-4000-8000-000000000000/log",
          "/internal/v1/git/berlin/info/refs?service=git-receive-pack",
          "/internal/v1/git/berlin/git-upload-pack",
          "/internal/v1/git/berlin/git-receive-pack",
          "/internal/v1/sboms",
          "/internal/v1/nothing",
          "/");

  @TempDir private static Path folder;
  private static EmbeddedPostgres postgres;
  private static BuilderServer server;

  @BeforeAll
  static void start() throws IOException {
    postgres = EmbeddedPostgres.start();
    var config =
        new BuilderConfig(
            List.of("127.0.0.1"),
            0,
            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0),
            folder,
            NOBODY,
            NOBODY,
            List.of(Lab.engine("unix://" + folder.resolve("no-engine.sock"), "127.0.0.1:9")),
            List.of(Platform.LINUX_AMD64),
            SERVICE_KEY,
            Duration.ofSeconds(1));
    server = new BuilderServer(config, postgres.getPostgresDatabase());
    server.start();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
    postgres.close();
  }

  /** What they show. */
  enum Asker {
    NOTHING(""),
    AN_EMPTY_KEY("Bearer "),
    GARBAGE("Bearer fleet_service_garbage"),
    A_PASSWORD("Basic ZmxlZXQ6ZmxlZXQ="),
    A_TOKEN_OF_A_DEVICE("Bearer eyJhbGciOiJFZERTQSJ9.eyJhdWQiOiJmbGVldC1kZXZpY2UifQ.c2ln"),
    A_KEY_OF_A_PERSON("Bearer fleetapi_0123456789012345678901234567");

    private final String authorization;

    Asker(String authorization) {
      this.authorization = authorization;
    }
  }

  @ParameterizedTest(name = "{1} {0} with {2}")
  @MethodSource("everybodyEverywhere")
  void nobody_without_the_service_key_is_answered(String path, String method, Asker asker)
      throws IOException, InterruptedException {
    assertThat(code(path, method, asker.authorization)).isEqualTo(ProblemCode.UNAUTHENTICATED);
  }

  @Test
  void the_api_is_answered() throws IOException, InterruptedException {
    var shown = "Bearer " + SERVICE_KEY.reveal();
    assertThat(code("/internal/v1/nothing", "GET", shown)).isEqualTo(ProblemCode.NOT_FOUND);
    assertThat(code(BUILDS, "DELETE", shown)).isEqualTo(ProblemCode.METHOD_NOT_ALLOWED);
    assertThat(code("/internal/v1/git/berlin/HEAD", "GET", shown)).isEqualTo(ProblemCode.NOT_FOUND);
    assertThat(code("/internal/v1/git/berlin/git-upload-pack", "GET", shown))
        .isEqualTo(ProblemCode.METHOD_NOT_ALLOWED);
  }

  private static ProblemCode code(String path, String method, String authorization)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:%d%s".formatted(server.httpPort(), path)))
            .method(method, BodyPublishers.ofString("no tar"));
    if (!authorization.isEmpty()) {
      request.setHeader("Authorization", authorization);
    }
    var answer = JsonHttp.defaultClient().send(request.build(), BodyHandlers.ofString());
    var code = Json.read(answer.body(), Problem.class).code();
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(code.status());
    return code;
  }

  static Stream<Arguments> everybodyEverywhere() {
    return PATHS.stream()
        .flatMap(path ->
            METHODS.stream()
                .flatMap(method ->
                    Stream.of(Asker.values()).map(asker -> Arguments.of(path, method, asker))));
  }
}
