package fleet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import fleet.contract.Json;
import fleet.contract.identity.EngineName;
import fleet.contract.operator.EngineView;
import fleet.contract.operator.EngineView.EngineState;
import fleet.contract.problem.Problem;
import fleet.contract.problem.ProblemCode;
import fleet.contract.release.BuildTool;
import fleet.contract.release.Platform;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code fleet engine} against the real API, and a builder that says what it is given to say. */
class EnginesIT {
  @TempDir private static Path home;
  private static HttpServer builder;
  private static RealApi api;

  @BeforeAll
  static void start() throws IOException {
    builder = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    builder.createContext("/internal/v1/engines", EnginesIT::answer);
    builder.start();
    api = new RealApi(URI.create("http://127.0.0.1:" + builder.getAddress().getPort()));
    api.signInAdmin(home);
  }

  @AfterAll
  static void stop() {
    api.close();
    builder.stop(0);
  }

  @Test
  void engines_are_listed_with_what_they_build_for_and_why_they_do_not_answer() {
    var listed = RealApi.run(home, "engine", "list");

    assertThat(listed.out())
        .containsPattern("local +ready +1/2 +1 +amd64 +arm/v7 arm64 +20\\.10\\.24")
        .containsPattern("pi +away, .* ago +0/2");
    assertThat(listed.err()).contains("pi: it does not answer: ssh: Permission denied");
    assertThat(RealApi.run(home, "engine", "list", "--json").out()).contains("\"state\":\"AWAY\"");
  }

  @Test
  void an_engine_is_drained_and_gets_work_again_and_that_is_told() {
    assertThat(RealApi.run(home, "engine", "drain", "local").out())
        .isEqualTo("local is drained; it finishes 1 more\n");
    assertThat(RealApi.run(home, "engine", "resume", "local").out())
        .isEqualTo("local builds again\n");
    assertThat(RealApi.run(home, "audit", "list").out()).contains("engine.drain", "engine.resume");
  }

  @Test
  void one_that_there_is_not_is_refused() {
    var refused = RealApi.run(home, "engine", "drain", "nobody");

    assertThat(refused.exitCode()).isEqualTo(3);
    assertThat(refused.err()).contains("there is no engine nobody");
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      switch (exchange.getRequestURI().getPath()) {
        case "/internal/v1/engines" -> send(exchange, 200, List.of(local(EngineState.READY), pi()));
        case "/internal/v1/engines/local/drain" -> send(exchange, 200, local(EngineState.DRAINED));
        case "/internal/v1/engines/local/resume" -> send(exchange, 200, local(EngineState.READY));
        default ->
            send(
                exchange, 404, new Problem(ProblemCode.NOT_FOUND, "there is no engine nobody", ""));
      }
    }
  }

  private static void send(HttpExchange exchange, int status, Object value) throws IOException {
    var body = Json.writeBytes(value);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private static EngineView local(EngineState state) {
    return new EngineView(
        EngineName.parse("local"),
        "unix:///var/run/docker.sock",
        "127.0.0.1:5000",
        1,
        2,
        1,
        List.of(Platform.LINUX_AMD64),
        List.of(Platform.LINUX_ARM_V7, Platform.LINUX_ARM64),
        Optional.of(new BuildTool("Docker Engine", "20.10.24")),
        state,
        Optional.empty(),
        "");
  }

  private static EngineView pi() {
    return new EngineView(
        EngineName.parse("pi"),
        "ssh://pi@10.0.0.7/var/run/docker.sock",
        "127.0.0.1:5000",
        1,
        2,
        0,
        List.of(),
        List.of(),
        Optional.empty(),
        EngineState.AWAY,
        Optional.of(Instant.now().minusSeconds(200)),
        "it does not answer: ssh: Permission denied (publickey).");
  }
}
