package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.api.dashboard.Dashboard;
import fleet.contract.Json;
import fleet.contract.problem.Problem;
import fleet.contract.problem.ProblemCode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What any HTTP client sees of the dashboard's files. */
class DashboardFilesIT {
  private static final Dashboard DASHBOARD = Dashboard.load();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static RunningApi api;

  @BeforeAll
  static void start() {
    api = RunningApi.alone();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void the_page_is_html_that_is_asked_for_again_each_time() throws Exception {
    var page = get("/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(header(page, "content-type")).isEqualTo("text/html; charset=utf-8");
    assertThat(header(page, "cache-control")).isEqualTo("no-cache");
    assertThat(page.body()).startsWith("<!doctype html>").doesNotContain("{{");
  }

  @Test
  void the_page_names_only_files_that_are_there() throws Exception {
    var named = Pattern.compile("\"(/[^\"]*)\"").matcher(get("/").body());
    var count = 0;
    for (; named.find(); count++) {
      assertThat(get(named.group(1)).statusCode()).as(named.group(1)).isEqualTo(200);
    }
    assertThat(count).isGreaterThan(10);
  }

  @Test
  void nothing_from_elsewhere_may_run_and_inline_only_the_import_map() throws Exception {
    var page = get("/");
    var map = Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);
    var found = map.matcher(page.body());
    assertThat(found.find()).isTrue();
    var hash =
        MessageDigest.getInstance("SHA-256")
            .digest(found.group(1).getBytes(StandardCharsets.UTF_8));
    assertThat(header(page, "content-security-policy"))
        .contains(
            "default-src 'none'",
            "script-src 'self' 'sha256-%s';".formatted(Base64.getEncoder().encodeToString(hash)),
            "connect-src 'self'",
            "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(header(page, "x-content-type-options")).isEqualTo("nosniff");
    assertThat(header(page, "referrer-policy")).isEqualTo("no-referrer");
  }

  @Test
  void every_other_file_has_its_type_and_holds_for_ever() throws Exception {
    var paths = DASHBOARD.paths().stream().filter(path -> !path.equals("/")).toList();
    assertThat(paths).hasSizeGreaterThan(30);
    for (var path : paths) {
      var file = get(path);
      assertThat(file.statusCode()).as(path).isEqualTo(200);
      assertThat(header(file, "content-type")).as(path).isEqualTo(expectedType(path));
      assertThat(header(file, "cache-control"))
          .as(path)
          .isEqualTo("public, max-age=31536000, immutable");
      assertThat(header(file, "x-content-type-options")).as(path).isEqualTo("nosniff");
      assertThat(header(file, "etag")).as(path).matches("\"[0-9a-f]{64}\"");
      assertThat(file.body()).as(path).isNotEmpty();
    }
  }

  @Test
  void no_file_of_ours_names_another_host() throws Exception {
    for (var path : DASHBOARD.paths()) {
      if (!path.contains("/vendor/")) {
        assertThat(get(path).body().replace("http://www.w3.org/2000/svg", ""))
            .as(path)
            .doesNotContain("http://", "https://");
      }
    }
  }

  @Test
  void a_file_that_the_browser_has_is_not_sent_again() throws Exception {
    for (var path : DASHBOARD.paths()) {
      var known = send(request(path).setHeader("If-None-Match", header(get(path), "etag")));
      assertThat(known.statusCode()).as(path).isEqualTo(304);
      assertThat(known.body()).as(path).isEmpty();
      assertThat(header(known, "cache-control")).as(path).isNotEmpty();
    }
    var other = send(request("/").setHeader("If-None-Match", "\"0\", W/\"1\""));
    assertThat(other.statusCode()).isEqualTo(200);
  }

  @Test
  void head_tells_the_headers_alone() throws Exception {
    var head = send(request("/").method("HEAD", HttpRequest.BodyPublishers.noBody()));
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(header(head, "etag")).isEqualTo(header(get("/"), "etag"));
  }

  @Test
  void what_is_not_there_is_a_problem() throws Exception {
    var script = DASHBOARD.paths().stream().filter(path -> path.endsWith("/app.js")).findAny();
    for (var path :
        new String[] {
          "/nothing",
          "/index.html",
          "/assets/",
          "/assets/0000000000000000/app.js",
          script.orElseThrow() + ".map",
          script.orElseThrow() + "/../style.css",
          "/assets/..%2f..%2fDashboard.class",
          "/fleet/api/dashboard/page/index.html"
        }) {
      var answer = get(path);
      assertThat(answer.statusCode()).as(path).isEqualTo(404);
      assertThat(Json.read(answer.body(), Problem.class).code())
          .as(path)
          .isEqualTo(ProblemCode.NOT_FOUND);
    }
  }

  private static String expectedType(String path) {
    var end = path.substring(path.lastIndexOf('/') + 1);
    return switch (end.substring(end.lastIndexOf('.') + 1)) {
      case "js", "mjs" -> "text/javascript; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      case "svg" -> "image/svg+xml";
      default -> "text/plain; charset=utf-8";
    };
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return send(request(path));
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(api.address() + path));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }
}
