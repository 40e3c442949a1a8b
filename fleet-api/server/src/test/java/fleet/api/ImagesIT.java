package fleet.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What devices that come over TLS pull through the API. */
class ImagesIT {
  private static final String LAYER = "0123456789";
  private static final String PART = "/v2/berlin/web/blobs/sha256:" + "a".repeat(64);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static Neighbour registry;
  private static RunningApi api;

  @BeforeAll
  static void start() {
    registry =
        new Neighbour()
            .on(
                PART,
                exchange -> {
                  var range = exchange.getRequestHeaders().getFirst("Range");
                  var from = range == null ? 0 : Integer.parseInt(range.replaceAll("[^0-9]", ""));
                  var bytes = LAYER.substring(from).getBytes(UTF_8);
                  exchange
                      .getResponseHeaders()
                      .set("Content-Range", "bytes %d-9/10".formatted(from));
                  exchange.sendResponseHeaders(range == null ? 200 : 206, bytes.length);
                  exchange.getResponseBody().write(bytes);
                });
    var nobody = URI.create("http://127.0.0.1:9");
    api = new RunningApi(nobody, nobody, registry.address().getPort(), Optional.empty());
  }

  @AfterAll
  static void stop() {
    api.close();
    registry.close();
  }

  private static HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(api.address().resolve(path));
    if (headers.length > 0) {
      var _ = request.headers(headers);
    }
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  private static String token() {
    return "Bearer " + RunningApi.SERVICE_KEY.reveal();
  }

  @Test
  void the_registry_gets_the_token_and_the_device_its_bytes_with_their_length() throws Exception {
    var whole = get(PART, "Authorization", token(), "Accept-Encoding", "gzip");
    assertThat(whole.statusCode()).isEqualTo(200);
    assertThat(whole.body()).isEqualTo(LAYER);
    assertThat(whole.headers().firstValue("Content-Length")).contains("10");
  }

  @Test
  void what_broke_off_goes_on_from_there() throws Exception {
    var rest = get(PART, "Authorization", token(), "Range", "bytes=7-");
    assertThat(rest.statusCode()).isEqualTo(206);
    assertThat(rest.body()).isEqualTo("789");
    assertThat(rest.headers().firstValue("Content-Range")).contains("bytes 7-9/10");
  }

  @Test
  void the_registry_refuses_by_itself() throws Exception {
    assertThat(get(PART).statusCode()).isEqualTo(401);
  }

  @Test
  void nothing_else_of_the_registry_is_reached() throws Exception {
    for (var path :
        new String[] {
          PART.replace("blobs", "tags"),
          PART.replace("sha256:", "sha256%3A..%2F"),
          PART.replace("berlin", "%2E%2E"),
          PART.replace("web", "w%2Feb")
        }) {
      assertThat(get(path, "Authorization", token()).statusCode()).as(path).isIn(400, 404);
    }
    assertThat(get("/v2/_catalog", "Authorization", token()).statusCode()).isEqualTo(404);
  }

  @Test
  void a_registry_that_is_away_is_named() throws Exception {
    var nobody = URI.create("http://127.0.0.1:9");
    try (var alone = new RunningApi(nobody, nobody, 9, Optional.empty())) {
      var request = HttpRequest.newBuilder(alone.address().resolve(PART)).build();
      var answer = HTTP.send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(502);
      assertThat(answer.body()).contains("the registry does not answer");
    }
  }
}
