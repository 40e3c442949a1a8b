package fleet.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.Json;
import fleet.contract.client.JsonHttp;
import fleet.contract.problem.Problem;
import fleet.contract.problem.ProblemCode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The port that certifies, asked by everybody but the API: nothing there answers them. */
@SuppressWarnings("NullAway.Init") // set before all tests
class InternalGuardsIT {
  private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE");
  private static final List<String> PATHS =
      List.of(
          "/internal/v1/gateway",
          "/internal/v1/certificates/user",
          "/internal/v1/certificates/host",
          "/internal/v1/nothing",
          "/internal/v1/../v1/gateway",
          "/");

  private static TunnelStack stack;

  @BeforeAll
  static void start() throws IOException {
    stack = new TunnelStack("127.0.0.1");
  }

  @AfterAll
  static void stop() throws IOException {
    stack.close();
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
    var request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:%d%s".formatted(stack.server().httpPort(), path)))
            .method(method, BodyPublishers.ofString("{}"));
    if (!asker.authorization.isEmpty()) {
      request.setHeader("Authorization", asker.authorization);
    }
    HttpResponse<String> answer =
        JsonHttp.defaultClient().send(request.build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
    assertThat(Json.read(answer.body(), Problem.class).code())
        .isEqualTo(ProblemCode.UNAUTHENTICATED);
  }

  static Stream<Arguments> everybodyEverywhere() {
    return PATHS.stream()
        .flatMap(path ->
            METHODS.stream()
                .flatMap(method ->
                    Stream.of(Asker.values()).map(asker -> Arguments.of(path, method, asker))));
  }
}
