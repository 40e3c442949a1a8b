package fleet.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import fleet.contract.access.ApiKey;
import fleet.contract.access.NewApiKey;
import fleet.contract.client.JsonHttp;
import fleet.contract.identity.Secret;
import fleet.contract.node.AccessAction;
import fleet.contract.operator.Role;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What git is told at the front door, and what the builder then hears of it. */
class GitRoutesIT {
  private static final HttpClient HTTP = JsonHttp.defaultClient();
  private static final String REFS = "/git/berlin.git/info/refs?service=git-upload-pack";
  private static final String PUSH_REFS = "/git/berlin.git/info/refs?service=git-receive-pack";
  private static final Duration SOON = Duration.ofSeconds(25);
  private static final CountDownLatch ENOUGH = new CountDownLatch(1);
  private static final List<Asked> ASKED = new CopyOnWriteArrayList<>();

  private static Neighbour builder;
  private static RunningApi api;
  private static Caller dora;

  /** What the builder heard. */
  record Asked(URI uri, Map<String, List<String>> headers, String body) {
    String header(String name) {
      return String.join(",", headers.getOrDefault(name, List.of()));
    }
  }

  @BeforeAll
  static void start() {
    builder =
        new Neighbour()
            .on("/internal/v1/git/berlin", GitRoutesIT::git)
            .on("/internal/v1/git/berlin/git-receive-pack", GitRoutesIT::buildForLong);
    api = new RunningApi(builder.address(), URI.create("http://127.0.0.1:9"), Optional.empty());
    api.newFleet("berlin");
    dora = api.asNew("dora", Role.DEVELOPER);
  }

  @AfterAll
  static void stop() {
    ENOUGH.countDown();
    api.close();
    builder.close();
  }

  @BeforeEach
  void forget() {
    ASKED.clear();
  }

  @Test
  void who_shows_nothing_is_asked_for_a_password() throws Exception {
    var answer = get(REFS, Optional.empty());
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Basic realm=\"fleet\"");
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
    assertThat(answer.body()).contains("an API key as the password").contains("git-credential");
    assertThat(ASKED).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"dora", "somebody", ""})
  void a_sign_in_and_an_api_key_are_passwords_beside_any_name(String name) throws Exception {
    for (var secret : List.of(dora.token().orElseThrow(), key(AccessAction.VIEW))) {
      assertThat(get(REFS, basic(name, secret)).body()).isEqualTo("refs");
      assertThat(ASKED.getLast().header("Fleet-user")).isEqualTo("dora");
      assertThat(ASKED.getLast().uri())
          .hasToString("/internal/v1/git/berlin/info/refs?service=git-upload-pack");
    }
  }

  @Test
  void a_password_of_a_person_opens_nothing_and_is_not_counted_as_a_failure() throws Exception {
    for (var attempt = 0; attempt < 12; attempt++) {
      var answer = get(REFS, basic("dora", Secret.of("correct horse dora")));
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.body()).contains("fleet api-key add");
    }
    assertThat(ASKED).isEmpty();
    api.asAdmin().get("/api/v1/me").expect(200);
  }

  @Test
  void a_key_does_what_it_is_made_for_and_says_so_in_a_sentence() throws Exception {
    var pushes = key(AccessAction.PUSH);
    var looks = key(AccessAction.VIEW);
    assertThat(get(PUSH_REFS, basic("x", pushes)).statusCode()).isEqualTo(200);
    assertThat(get(REFS, basic("x", pushes)).statusCode()).isEqualTo(403);
    assertThat(get(REFS, basic("x", looks)).statusCode()).isEqualTo(200);
    var refused = get(PUSH_REFS, basic("x", looks));
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).startsWith("this API key is not made for pushing");
  }

  @Test
  void a_viewer_is_told_who_may_push() throws Exception {
    var vera = api.asNew("vera", Role.VIEWER).token().orElseThrow();
    var refused = get(PUSH_REFS, basic("vera", vera));
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).startsWith("vera is a viewer, and pushing").contains("developer");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/git/..%2F..%2Fetc.git/info/refs",
        "/git/%2E%2E%2Fberlin.git/info/refs",
        "/git/berlin%00.git/info/refs",
        "/git/berlin%0A.git/info/refs",
        "/git/Berlin.git/info/refs",
        "/git/berlin.git.git/info/refs",
        "/git/nowhere.git/info/refs",
        "/git/berlin.git/HEAD",
        "/git/berlin.git/objects/info/packs",
        "/git/berlin.git/../berlin.git/config",
        "/git/.git/info/refs",
        "/git//info/refs"
      })
  void a_name_that_is_no_fleet_and_a_file_that_is_none_reach_nobody(String path) throws Exception {
    var answer = get(path + "?service=git-upload-pack", basic("dora", dora.token().orElseThrow()));
    assertThat(answer.statusCode()).isBetween(400, 404);
    assertThat(answer.body()).isNotBlank();
    assertThat(ASKED).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "?service=", "?service=git-upload-archive", "?service=git-receive-pack%00"})
  void git_without_smart_http_is_refused(String query) throws Exception {
    var answer =
        get("/git/berlin.git/info/refs" + query, basic("dora", dora.token().orElseThrow()));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("smart HTTP");
    assertThat(ASKED).isEmpty();
  }

  @Test
  void what_git_says_of_itself_and_of_its_body_goes_along() throws Exception {
    var request =
        request("/git/berlin/git-upload-pack", basic("dora", dora.token().orElseThrow()))
            .header("Content-Type", "application/x-git-upload-pack-request")
            .header("Content-Encoding", "gzip")
            .header("Git-Protocol", "version=2")
            .header("Fleet-User", "admin")
            .expectContinue(true)
            .POST(BodyPublishers.ofString("packed"));
    assertThat(HTTP.send(request.build(), BodyHandlers.ofString()).body()).isEqualTo("refs");
    var asked = ASKED.getLast();
    assertThat(asked.body()).isEqualTo("packed");
    assertThat(asked.header("Git-protocol")).isEqualTo("version=2");
    assertThat(asked.header("Content-encoding")).isEqualTo("gzip");
    assertThat(asked.header("Content-type")).isEqualTo("application/x-git-upload-pack-request");
    assertThat(asked.header("Fleet-user")).isEqualTo("dora");
  }

  @Test
  void a_push_is_cut_off_when_its_key_is_removed() throws Exception {
    var made = made(AccessAction.PUSH);
    var request =
        request("/git/berlin.git/git-receive-pack", basic("x", made.key()))
            .POST(BodyPublishers.ofString("a pack"));
    try (var push = FollowedStream.open("push", request.build())) {
      push.awaitText("building", SOON);
      dora.delete("/api/v1/api-keys/" + made.about().id()).expect(204);
      assertThat(push.awaitEnd(SOON)).isEqualTo("building");
    }
  }

  @Test
  void a_builder_that_is_away_is_told_in_a_sentence() throws Exception {
    try (var alone = RunningApi.alone()) {
      alone.newFleet("berlin");
      var shown = basic("x", alone.asAdmin().token().orElseThrow());
      var request = HttpRequest.newBuilder(alone.address().resolve(REFS));
      shown.ifPresent(header -> request.header("Authorization", header));
      var answer = HTTP.send(request.build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(502);
      assertThat(answer.body())
          .isEqualTo("the builder does not answer\nhint: try again in a moment\n");
    }
  }

  private static Secret key(AccessAction action) {
    return made(action).key();
  }

  private static ApiKey made(AccessAction action) {
    var wanted = new NewApiKey("ci", Set.of(action), Optional.empty(), Optional.empty());
    return dora.post("/api/v1/api-keys", wanted).expect(201).as(ApiKey.class);
  }

  private static Optional<String> basic(String name, Secret password) {
    var text = (name + ":" + password.reveal()).getBytes(UTF_8);
    return Optional.of("Basic " + Base64.getEncoder().encodeToString(text));
  }

  private static HttpRequest.Builder request(String path, Optional<String> authorization) {
    var request = HttpRequest.newBuilder(URI.create(api.address() + path));
    authorization.ifPresent(header -> request.header("Authorization", header));
    return request;
  }

  private static HttpResponse<String> get(String path, Optional<String> authorization)
      throws IOException, InterruptedException {
    return HTTP.send(request(path, authorization).build(), BodyHandlers.ofString());
  }

  private static void git(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    ASKED.add(new Asked(exchange.getRequestURI(), Map.copyOf(exchange.getRequestHeaders()), body));
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().write("refs".getBytes(UTF_8));
  }

  private static void buildForLong(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().write("building".getBytes(UTF_8));
    exchange.getResponseBody().flush();
    try {
      ENOUGH.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
