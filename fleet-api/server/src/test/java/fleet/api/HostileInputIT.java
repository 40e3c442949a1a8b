package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.api.PublishedRoutes.Route;
import fleet.contract.Json;
import fleet.contract.problem.Problem;
import java.io.IOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody sends by accident is refused in words, and the server lives on. */
class HostileInputIT {
  private static final int PATIENCE_MILLIS = 20_000;
  private static final Map<String, byte[]> BODIES =
      Map.of(
          "nothing", new byte[0],
          "a number", bytes("7"),
          "a list", bytes("[]"),
          "an object of nothing", bytes("{}"),
          "too deep", bytes("[".repeat(10_000) + "]".repeat(10_000)),
          "a field too deep", bytes("{\"x\":".repeat(100) + "1" + "}".repeat(100)),
          "a huge number", bytes("{\"uses\":1" + "0".repeat(2000) + "}"),
          "wrong types", bytes("{\"name\":{},\"user\":[],\"device\":7,\"fleet\":true}"),
          "twice the same", bytes("{\"name\":\"a\",\"name\":\"b\"}"),
          "not UTF-8", new byte[] {'{', '"', (byte) 0xC0, (byte) 0xAF, '"', ':', '1', '}'});
  private static final String[] TEXTS = {
    "'; drop table api.users; --",
    "../../etc/passwd",
    "%00",
    "${jndi:ldap://x}",
    "<script>",
    "\u202e"
  };

  private static RunningApi api;
  private static Caller asDevice;

  @BeforeAll
  static void start() {
    api = RunningApi.alone();
    var device = new TestDevice(api);
    var key = api.newKey(api.newFleet("berlin"), 1).key();
    asDevice = device.signIn(device.register(key, "kitchen").device());
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @AfterEach
  void the_server_still_answers() {
    api.asAdmin().get("/api/v1/me").expect(200);
  }

  @ParameterizedTest(name = "{0} takes no body of {1}")
  @MethodSource("everyBodyEverywhere")
  void a_hostile_body_is_refused_in_words(Route route, String what, byte[] body) {
    var caller =
        switch (route.who()) {
          case "server" -> api.asServer();
          case "device" -> asDevice;
          default -> api.asAdmin();
        };
    refused(caller.send(request(caller, route, "berlin").method(route.method(), publisher(body))));
  }

  static Stream<Arguments> everyBodyEverywhere() {
    return routes()
        .filter(route -> route.takesJson().isPresent())
        .flatMap(route ->
            Stream.concat(
                BODIES.entrySet().stream()
                    .map(body -> Arguments.of(route, body.getKey(), body.getValue())),
                Stream.of(Arguments.of(route, "more than is read", oversize(route)))));
  }

  @ParameterizedTest(name = "{0} with {1}")
  @MethodSource("everyTextEverywhere")
  void a_hostile_text_in_a_path_or_a_query_breaks_nothing(Route route, String text) {
    var encoded = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    var caller = api.asAdmin();
    var reply = caller.knock(request(caller, route, encoded).GET());
    assertThat(reply.status()).as(reply.text()).isLessThan(500);
  }

  static Stream<Arguments> everyTextEverywhere() {
    return routes()
        .filter(route -> route.method().equals("GET") && route.who().equals("person"))
        .filter(route -> !asksBuilder(route))
        .flatMap(route -> Stream.of(TEXTS).map(text -> Arguments.of(route, text)));
  }

  /** Which is not there, and is said not to be. */
  private static boolean asksBuilder(Route route) {
    return route.template().contains("{build}") || route.template().endsWith("/engines");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /api/v1/fleets HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\n\r\n",
        "POST /api/v1/fleets HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcde",
        "POST /api/v1/fleets HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
        "POST /api/v1/fleets HTTP/1.1\r\nHost: x\r\nContent-Length : 4\r\n\r\nabcd",
        "POST /api/v1/fleets HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\nabcd",
        "GET /api/v1/%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "GET /api/v1/fleets/..%2f..%2fx HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "GET //api/v1//fleets;x=1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "GET /api/v1/fleets/%00 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "GET /api/v1/fleets/%c0%ae%c0%ae HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "GET /api/v1/fleets/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "GET /assets/..%2f..%2findex.html HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "POST /api/v1/fleets HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
        "POST /api/v1/fleets HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        "POST /api/v1/fleets HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n\r\n",
        "POST /api/v1/fleets HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff1\r\n\r\n",
        "POST /api/v1/fleets HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2;a=\"\r\n\"\r\n{}\r\n0\r\n\r\n",
        "POST /api/v1/fleets HTTP/1.1\r\nHost: x\r\n Content-Length: 4\r\n\r\nabcd",
        "POST /api/v1/fleets HTTP/1.1\r\nHost: x\r\nX: a\rContent-Length: 4\r\n\r\nabcd",
        "POST /api/v1/fleets HTTP/1.1\r\nHost: x\r\nContent-Length: 4, 5\r\n\r\nabcde",
        "POST /api/v1/fleets HTTP/1.1\r\nHost: x\r\nContent-Length: +4\r\n\r\nabcd",
        "POST /api/v1/fleets HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\nabcd",
        "GET /api/v1/me HTTP/1.1\r\nHost: x\r\nX\u0000Y: 1\r\nConnection: close\r\n\r\n",
        "GET /api/v1/../../etc/passwd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "GET /api/v1/fleets/%252e%252e%252f HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "GET /assets/%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "GET /assets/..\\..\\x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "GET /assets/%e0%80%ae%e0%80%ae/x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "NONSENSE\r\n\r\n"
      })
  void a_hostile_request_is_refused_or_cut_off(String request) throws IOException {
    assertThat(firstAnswer(request)).matches("|HTTP/1\\.[01] 4\\d\\d .*");
  }

  private static void refused(Caller.Reply reply) {
    assertThat(reply.status()).as(reply.text()).isBetween(400, 499);
    assertThat(Json.read(reply.text(), Problem.class).message()).isNotBlank();
  }

  /** The status line; empty when the connection was closed without one. */
  private static String firstAnswer(String request) throws IOException {
    var address = api.address();
    try (var socket = new Socket(address.getHost(), address.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      var line = new StringBuilder();
      for (var next = socket.getInputStream().read();
          next >= 0 && next != '\r';
          next = socket.getInputStream().read()) {
        line.append((char) next);
      }
      return line.toString();
    }
  }

  private static HttpRequest.Builder request(Caller caller, Route route, String text) {
    var path = route.template().replaceAll("\\{[^}]+}", text);
    var query =
        route
            .parameters("query")
            .map(parameter -> ParameterValues.name(parameter) + "=" + text)
            .collect(Collectors.joining("&"));
    return caller
        .request(query.isEmpty() ? path : path + "?" + query)
        .timeout(Duration.ofMillis(PATIENCE_MILLIS));
  }

  private static BodyPublisher publisher(byte[] body) {
    return BodyPublishers.ofByteArray(body);
  }

  private static byte[] oversize(Route route) {
    var limit = route.operation().at("/requestBody/x-fleet-limit-bytes").asInt();
    assertThat(limit).as("the limit of %s", route).isPositive();
    return new byte[limit + 1];
  }

  private static Stream<Route> routes() {
    return api.anybody().contract().routes().all().stream();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
