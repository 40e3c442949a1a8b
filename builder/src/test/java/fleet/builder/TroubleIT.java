package fleet.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import fleet.contract.client.JsonHttp;
import fleet.contract.operator.BuildEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uploads, and what happens when a part is away. */
final class TroubleIT {
  private static final Duration LONG = Duration.ofMinutes(2);

  @TempDir private static Path folder;
  private static Lab lab;
  private static String base;
  private static Project project;

  @BeforeAll
  static void start() throws Exception {
    lab = new Lab(folder);
    base = lab.base();
    lab.api.devices(1, 1, 1);
    project = lab.project("ada");
    project.file("Dockerfile", "FROM %s\n".formatted(base)).commit();
  }

  @AfterAll
  static void stop() throws IOException {
    lab.close();
  }

  @Test
  void an_upload_is_built_and_its_log_can_be_replayed() throws Exception {
    try (var server = server(lab.config())) {
      var tar = InternalRoutes.tar("FROM %s\nRUN uname -m\n".formatted(base));
      var events = routes(server).upload(lab.fleet, tar, "?note=by+hand");

      assertThat(events.getFirst()).isInstanceOf(BuildEvent.Started.class);
      assertThat(events.getLast()).isInstanceOf(BuildEvent.Succeeded.class);
      assertThat(lab.api.releases.getLast().note()).isEqualTo("by hand");
      assertThat(lab.api.releases.getLast().commit()).matches("[0-9a-f]{40}");
      var build = ((BuildEvent.Started) events.getFirst()).build();
      await()
          .atMost(LONG)
          .untilAsserted(() -> assertThat(routes(server).log(build)).isEqualTo(events));
    }
    try (var restarted = server(lab.config())) {
      var build = lab.api.releases.getLast().build();
      assertThat(routes(restarted).log(build).getLast()).isInstanceOf(BuildEvent.Succeeded.class);
    }
  }

  @Test
  void uploads_need_the_service_key_a_person_and_a_whole_tar() throws Exception {
    try (var server = server(lab.config())) {
      var whole = InternalRoutes.tar("FROM %s\n".formatted(base));
      assertThat(post(server, whole, Optional.empty(), "ada"))
          .startsWith("401 ")
          .contains("UNAUTHENTICATED");
      var key = Optional.of(lab.api.serviceKey.reveal());
      assertThat(post(server, whole, key, "")).startsWith("400 ").contains("Fleet-User");
      assertThat(post(server, new byte[3_000], key, "ada")).startsWith("200 ");
      assertThat(post(server, "not a tar".repeat(200).getBytes(StandardCharsets.UTF_8), key, "ada"))
          .startsWith("422 ")
          .contains("is not a whole tar archive");
    }
  }

  @Test
  void an_engine_that_is_not_there_is_named() throws Exception {
    var nowhere = "unix://" + folder.resolve("nowhere.sock");
    try (var server = server(with(lab.config(), nowhere, lab.registry.address()))) {
      assertThat(project.push(server.gitPort(), lab.fleet.value()).output())
          .contains("remote: the build engine at %s does not answer".formatted(nowhere))
          .contains("[remote rejected]");
    }
  }

  @Test
  void a_registry_that_is_away_fails_the_push_and_leaves_nothing() throws Exception {
    var away = "127.0.0.1:" + DebianRegistry.freePort();
    try (var server = server(with(lab.config(), Lab.engineUrl(), away))) {
      var push = project.push(server.gitPort(), lab.fleet.value());

      assertThat(push.code()).isNotZero();
      assertThat(push.output()).contains("the build engine could not push").contains(away);
      assertThat(lab.engine.tags(away + "/")).isEmpty();
    }
  }

  @Test
  void an_api_that_is_away_is_said_to_be_and_no_good_key_is_denied() throws Exception {
    var config = lab.config();
    var away = URI.create("http://127.0.0.1:" + DebianRegistry.freePort());
    var without =
        new BuilderConfig(
            config.listenHosts(),
            0,
            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0),
            config.dataFolder(),
            away,
            config.registryUrl(),
            config.engines(),
            config.platforms(),
            config.serviceKey(),
            config.deviceWait());
    try (var server = server(without)) {
      assertThat(project.push(server.gitPort(), lab.fleet.value()).output())
          .contains("its API does not answer")
          .doesNotContain("Permission denied");
    }
  }

  @Test
  void a_port_in_use_is_named() throws Exception {
    try (var server = server(lab.config())) {
      var config = lab.config();
      var same =
          new BuilderConfig(
              config.listenHosts(),
              server.gitPort(),
              new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0),
              folder.resolve("second"),
              config.apiUrl(),
              config.registryUrl(),
              config.engines(),
              config.platforms(),
              config.serviceKey(),
              config.deviceWait());
      try (var second = new BuilderServer(same, lab.database())) {
        assertThatIllegalStateException()
            .isThrownBy(second::start)
            .withMessage("port %d on 127.0.0.1 is in use".formatted(server.gitPort()));
      }
    }
  }

  private static BuilderServer server(BuilderConfig config) {
    var server = new BuilderServer(config, lab.database());
    server.start();
    return server;
  }

  /** The same with another engine and registry, and a data folder of its own. */
  private static BuilderConfig with(BuilderConfig config, String engine, String registry) {
    return new BuilderConfig(
        config.listenHosts(),
        0,
        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0),
        folder.resolve("data-" + UUID.randomUUID()),
        config.apiUrl(),
        config.registryUrl(),
        List.of(Lab.engine(engine, registry)),
        config.platforms(),
        config.serviceKey(),
        config.deviceWait());
  }

  private static String post(BuilderServer server, byte[] tar, Optional<String> key, String user)
      throws Exception {
    try (var http = JsonHttp.defaultClient()) {
      var request = request(server, "/internal/v1/fleets/%s/builds".formatted(lab.fleet));
      key.ifPresent(it -> request.header("Authorization", "Bearer " + it));
      if (!user.isEmpty()) {
        request.header("Fleet-User", user);
      }
      var response =
          http.send(
              request.POST(HttpRequest.BodyPublishers.ofByteArray(tar)).build(),
              BodyHandlers.ofString());
      return response.statusCode() + " " + response.body();
    }
  }

  private static HttpRequest.Builder request(BuilderServer server, String route) {
    return HttpRequest.newBuilder(
        URI.create("http://127.0.0.1:%d%s".formatted(server.httpPort(), route)));
  }

  private static InternalRoutes routes(BuilderServer server) {
    return new InternalRoutes(server.httpPort(), lab.api.serviceKey);
  }
}
