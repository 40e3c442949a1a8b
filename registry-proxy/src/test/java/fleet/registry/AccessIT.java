package fleet.registry;

import static fleet.registry.RegistryClient.bytes;
import static fleet.registry.RegistryClient.header;
import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.identity.RegistryAccess;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens over real HTTP, with the key from a real API route. */
class AccessIT {
  private static final String TAGS = "/v2/berlin/web/tags/list";
  private static final String UPLOADS = "/v2/berlin/web/blobs/uploads/";

  @TempDir Path folder;
  private TestRegistry registry;
  private RegistryClient client;

  @BeforeEach
  void start() {
    registry = TestRegistry.start(folder);
    client = new RegistryClient(registry, "berlin/web");
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  private HttpResponse<byte[]> send(String authorization, String method, String path) {
    return client.sendAs(authorization, method, path, BodyPublishers.noBody(), Map.of());
  }

  @Test
  void without_a_token_the_answer_says_where_to_get_one() {
    var answer = send("", "GET", TAGS);
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(header(answer, "WWW-Authenticate"))
        .isEqualTo(
            "Bearer realm=\"%s/registry/token\",service=\"fleet-registry\",scope=\"repository:berlin/web:pull\""
                .formatted(registry.api().url()));
    assertThat(answer.body()).asString().contains("\"UNAUTHORIZED\"");
    assertThat(send("", "GET", "/v2/").statusCode()).isEqualTo(401);
    assertThat(send("Basic dGVzdDp0ZXN0", "GET", TAGS).statusCode()).isEqualTo(401);
    assertThat(registry.api().asked()).as("no token, no question").isZero();
  }

  @Test
  void a_token_for_pulling_does_not_push() {
    var token = "Bearer " + registry.api().token(RegistryAccess.pull("berlin/web"));
    var answer = send(token, "POST", UPLOADS);
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).asString().contains("\"DENIED\"");
  }

  @Test
  void expired_and_foreign_tokens_are_refused() {
    var access = RegistryAccess.push("berlin/web");
    var expired = registry.api().token(Instant.now().minusSeconds(1), access);
    var answer = send("Bearer " + expired, "POST", UPLOADS);
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(header(answer, "WWW-Authenticate")).contains("error=\"invalid_token\"");
    try (var stranger = FakeApi.start()) {
      assertThat(send("Bearer " + stranger.token(access), "POST", UPLOADS).statusCode())
          .isEqualTo(401);
    }
    assertThat(send("Bearer rubbish", "POST", UPLOADS).statusCode()).isEqualTo(401);
  }

  @Test
  void public_repositories_are_pulled_without_a_token() {
    var base = new RegistryClient(registry, "library/base");
    var content = bytes(1, 100);
    var path = base.path("blobs/" + base.pushBlob(content));
    assertThat(send("", "GET", path).body()).isEqualTo(content);
    assertThat(send("", "DELETE", path).statusCode()).isEqualTo(401);
  }

  @Test
  void without_the_api_nothing_is_known_about_a_first_token() {
    var token = registry.api().token(RegistryAccess.pull("berlin/web"));
    registry.api().close();
    var answer = send("Bearer " + token, "GET", TAGS);
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).asString().contains("\"UNAVAILABLE\"");
  }

  @Test
  void a_large_push_that_is_refused_still_gets_its_answer() {
    var body = BodyPublishers.ofByteArray(new byte[20_000_000]);
    var path = UPLOADS + "?digest=sha256:" + "0".repeat(64);
    var answer = client.sendAs("", "POST", path, body, Map.of());
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(header(answer, "Connection")).isEqualTo("close");
  }
}
