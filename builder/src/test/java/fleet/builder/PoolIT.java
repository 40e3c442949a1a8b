package fleet.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.type.TypeReference;
import fleet.builder.Shell.Result;
import fleet.builder.pool.EngineSpec;
import fleet.contract.client.JsonHttp;
import fleet.contract.identity.EngineName;
import fleet.contract.operator.EngineView;
import fleet.contract.operator.EngineView.EngineState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds on two real engines, one of which is drained, killed, halted or full. */
final class PoolIT {
  private static final Duration LONG = Duration.ofMinutes(3);

  @TempDir private static Path folder;
  private static Lab lab;
  private static String base;
  private static int projects;

  private EngineProcess one;
  private EngineProcess two;
  private Project project;

  @BeforeAll
  static void prepare() throws IOException {
    lab = new Lab(folder);
    base = lab.base();
  }

  @AfterAll
  static void end() throws IOException {
    lab.close();
  }

  @BeforeEach
  void begin() throws Exception {
    project = lab.project("pool" + ++projects);
    lab.api.devices(1, 1, 1);
    lab.api.releases.clear();
    var repository = lab.data().resolve("git/%s.git".formatted(lab.fleet));
    var _ = Shell.run(folder, Map.of(), List.of("rm", "-rf", repository.toString()));
    one = EngineProcess.start("one");
    two = EngineProcess.start("two");
  }

  @AfterEach
  void stop() {
    one.close();
    two.close();
  }

  @Test
  void images_are_spread_over_the_engines_and_come_back_to_the_one_with_their_cache()
      throws Exception {
    twoServices("RUN sleep 2");
    try (var server = server(spec("one", one), spec("two", two))) {
      var first = push(server);

      assertThat(first.code()).as(first.output()).isZero();
      assertThat(first.output()).contains("on one").contains("on two");
      var api = engineOf(first, "api");
      var web = engineOf(first, "web");
      assertThat(api).isNotEqualTo(web);

      var _ = project.file("api/text", "changed").file("web/text", "changed").commit();
      var second = push(server);
      assertThat(engineOf(second, "api")).isEqualTo(api);
      assertThat(engineOf(second, "web")).isEqualTo(web);
      assertThat(second.output()).contains("cached");
    }
    assertNothingLeft(one, two);
  }

  @Test
  void a_drained_engine_gets_nothing_new_and_a_restart_does_not_change_that() throws Exception {
    twoServices("RUN true");
    try (var server = server(spec("one", one), spec("two", two))) {
      assertThat(order(server, "one/drain").state()).isEqualTo(EngineState.DRAINED);
      assertThat(push(server).output()).contains("on two").doesNotContain("on one");
    }
    try (var server = server(spec("one", one), spec("two", two))) {
      await()
          .atMost(LONG)
          .untilAsserted(() ->
              assertThat(engines(server))
                  .extracting(EngineView::state)
                  .containsExactly(EngineState.DRAINED, EngineState.READY));
      var _ = order(server, "two/drain");
      var _ = project.file("web/text", "more").commit();
      assertThat(push(server).output())
          .contains("no engine builds for linux/amd64: one is drained, two is drained");
      assertThat(order(server, "one/resume").state()).isEqualTo(EngineState.READY);
      assertThat(push(server).output()).contains("on one").doesNotContain("on two");
    }
  }

  @Test
  void an_engine_killed_in_a_build_is_replaced_by_another_and_is_clean_when_it_is_back()
      throws Exception {
    slow();
    try (var server = server(spec("one", one), spec("two", two, 100))) {
      var push = project.startPush(server.gitPort(), lab.fleet.value());
      var seen = readUntil(push, "| begun");
      assertThat(seen).contains("on two");
      two.kill();
      var end = finish(push, seen);

      assertThat(end.code()).as(end.output()).isZero();
      assertThat(end.output()).contains("trying another engine").contains("on one");
      assertThat(lab.api.releases).hasSize(1);
      two.startAgain();
      await()
          .atMost(LONG)
          .untilAsserted(() ->
              assertThat(engines(server))
                  .extracting(EngineView::state)
                  .containsOnly(EngineState.READY));
      assertNothingLeft(one, two);
    }
  }

  @Test
  void a_dockerfile_that_fails_is_tried_on_no_other_engine() throws Exception {
    var _ = project.file("Dockerfile", "FROM %s\nRUN exit 3\n".formatted(base)).commit();
    try (var server = server(spec("one", one), spec("two", two))) {
      var push = push(server);

      assertThat(push.code()).isNotZero();
      assertThat(push.output())
          .contains("Dockerfile:2: RUN exit 3: exit code 3")
          .doesNotContain("trying");
    }
    assertNothingLeft(one, two);
  }

  @Test
  @Tag("slow")
  void a_full_disk_sends_the_image_elsewhere_and_is_told_where_there_is_no_other()
      throws Exception {
    var _ =
        project
            .file("Dockerfile", "FROM %s\nCOPY big /big\n".formatted(base))
            .file("big", "0123456789abcdef".repeat(5 * 1024 * 1024))
            .commit();
    try (var small = EngineProcess.startSmall("small", 48)) {
      try (var server = server(spec("small", small, 100), spec("one", one))) {
        var push = push(server);
        assertThat(push.code()).as(push.output()).isZero();
        assertThat(push.output())
            .contains("the disk of the build engine at %s is full".formatted(small.address()))
            .contains("on one");
      }
      var _ = project.file("more", "").commit();
      try (var server = server(spec("small", small))) {
        var push = push(server);
        assertThat(push.code()).isNotZero();
        assertThat(push.output())
            .contains("the disk of the build engine at %s is full".formatted(small.address()))
            .contains("docker builder prune");
      }
      assertNothingLeft(small, one);
    }
  }

  @Test
  @Tag("slow")
  void an_engine_that_hangs_is_given_up_and_replaced() throws Exception {
    slow();
    try (var server = server(spec("one", one), spec("two", two, 100))) {
      var push = project.startPush(server.gitPort(), lab.fleet.value());
      var seen = readUntil(push, "| begun");
      two.halt();
      var end = finish(push, seen);

      assertThat(end.code()).as(end.output()).isZero();
      assertThat(end.output()).contains("does not answer; trying another engine");
      assertThat(engines(server))
          .filteredOn(engine -> engine.name().value().equals("two"))
          .extracting(EngineView::state)
          .containsExactly(EngineState.AWAY);
      two.goOn();
      await()
          .atMost(LONG)
          .untilAsserted(() ->
              assertThat(engines(server))
                  .extracting(EngineView::state)
                  .containsOnly(EngineState.READY));
      await().atMost(LONG).untilAsserted(() -> assertNothingLeft(one, two));
    }
  }

  @Test
  @Tag("slow")
  void the_only_engine_is_waited_for_while_it_restarts() throws Exception {
    slow();
    try (var server = server(spec("one", one))) {
      var push = project.startPush(server.gitPort(), lab.fleet.value());
      var seen = readUntil(push, "| begun");
      one.stop();
      one.startAgain();
      var end = finish(push, seen);

      assertThat(end.code()).as(end.output()).isZero();
      assertThat(end.output()).contains("it is back; trying again");
    }
    assertNothingLeft(one);
  }

  @Test
  @Tag("slow")
  void when_all_engines_are_gone_there_is_one_sentence() throws Exception {
    slow();
    try (var server = server(spec("one", one), spec("two", two))) {
      var push = project.startPush(server.gitPort(), lab.fleet.value());
      var seen = readUntil(push, "| begun");
      one.kill();
      two.kill();
      var end = finish(push, seen);

      assertThat(end.code()).isNotZero();
      assertThat(end.output()).contains("[remote rejected]");
      assertThat(lab.api.releases).isEmpty();
      one.startAgain();
      two.startAgain();
      await()
          .atMost(LONG)
          .untilAsserted(() ->
              assertThat(engines(server))
                  .extracting(EngineView::state)
                  .containsOnly(EngineState.READY));
      await().atMost(LONG).untilAsserted(() -> assertNothingLeft(one, two));
    }
  }

  private void twoServices(String step) throws Exception {
    var dockerfile = "FROM %s\n%s\nCOPY text /\n".formatted(base, step);
    var _ =
        project
            .file("compose.yaml", "services: {api: {build: api}, web: {build: web}}\n")
            .file("api/Dockerfile", dockerfile)
            .file("api/text", "api")
            .file("web/Dockerfile", dockerfile)
            .file("web/text", "web")
            .commit();
  }

  private void slow() throws Exception {
    var text = UUID.randomUUID().toString();
    var _ =
        project
            .file("Dockerfile", "FROM %s\nRUN echo begun %s; sleep 12\n".formatted(base, text))
            .commit();
  }

  private static EngineSpec spec(String name, EngineProcess engine) {
    return spec(name, engine, 1);
  }

  private static EngineSpec spec(String name, EngineProcess engine, int weight) {
    var plain = Lab.engine(engine.address(), lab.registry.address());
    return new EngineSpec(
        EngineName.parse(name), plain.address(), plain.registry(), weight, 2, plain.platforms());
  }

  private static BuilderServer server(EngineSpec... engines) {
    var config = lab.config();
    var server =
        new BuilderServer(
            new BuilderConfig(
                config.listenHosts(),
                0,
                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0),
                config.dataFolder(),
                config.apiUrl(),
                config.registryUrl(),
                List.of(engines),
                config.platforms(),
                config.serviceKey(),
                config.deviceWait()),
            lab.database());
    server.start();
    await()
        .atMost(LONG)
        .untilAsserted(() ->
            assertThat(engines(server))
                .extracting(EngineView::state)
                .doesNotContain(EngineState.AWAY));
    return server;
  }

  private Result push(BuilderServer server) throws Exception {
    return project.push(server.gitPort(), lab.fleet.value());
  }

  /** Reads what is pushed until a line has these words. */
  private static String readUntil(Process push, String words) throws IOException {
    var seen = new StringBuilder();
    while (seen.indexOf(words) < 0) {
      var next = push.getInputStream().read();
      if (next < 0) {
        throw new IllegalStateException(seen.toString());
      }
      seen.append((char) next);
    }
    return seen.toString();
  }

  private static Result finish(Process push, String seen) throws Exception {
    var rest = Shell.finish(push);
    return new Result(rest.code(), seen + rest.output());
  }

  private static String engineOf(Result push, String service) {
    return push.output()
        .lines()
        .filter(line -> line.startsWith("remote: " + service) && line.contains("  on "))
        .map(line -> line.substring(line.indexOf("  on ") + 5).strip())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(push.output()));
  }

  private static List<EngineView> engines(BuilderServer server) {
    try (var http = JsonHttp.defaultClient()) {
      return client(server, http)
          .get("/internal/v1/engines", new TypeReference<List<EngineView>>() {});
    }
  }

  private static EngineView order(BuilderServer server, String order) {
    try (var http = JsonHttp.defaultClient()) {
      return client(server, http).post("/internal/v1/engines/" + order, Map.of(), EngineView.class);
    }
  }

  private static JsonHttp client(BuilderServer server, java.net.http.HttpClient http) {
    return new JsonHttp(
        http,
        URI.create("http://127.0.0.1:" + server.httpPort()),
        () -> Optional.of(lab.api.serviceKey));
  }

  /** No tag of a build. */
  private static void assertNothingLeft(EngineProcess... engines) {
    for (var engine : engines) {
      assertThat(engine.tags()).isEmpty();
    }
  }
}
