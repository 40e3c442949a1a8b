package fleet.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fleet.contract.client.JsonHttp;
import fleet.contract.identity.FleetName;
import fleet.contract.operator.Role;
import fleet.contract.release.Platform;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The real git over HTTP as the API passes it on, and what is not git; beside it over SSH. */
final class GitHttpIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final FleetName FLEET = FleetName.parse("berlin");
  private static final URI NOBODY = URI.create("http://127.0.0.1:9");
  private static final String UPLOAD_PACK = "git-upload-pack";
  private static final String RECEIVE_PACK = "git-receive-pack";

  @TempDir private static Path folder;
  private static FakeFleet api;
  private static EmbeddedPostgres postgres;
  private static BuilderServer server;
  private static Project project;
  private static int clones;

  /** How git comes in. */
  enum Way {
    SSH {
      @Override
      String url() {
        return Project.url(server.gitPort(), FLEET.value());
      }
    },
    HTTP {
      @Override
      String url() {
        return address("");
      }
    };

    abstract String url();
  }

  @BeforeAll
  static void start() throws Exception {
    api = new FakeFleet();
    api.fleets.add(FLEET);
    postgres = EmbeddedPostgres.start();
    var config =
        new BuilderConfig(
            List.of("127.0.0.1"),
            0,
            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0),
            folder.resolve("data"),
            api.url(),
            NOBODY,
            List.of(Lab.engine("unix://" + folder.resolve("no-engine.sock"), "127.0.0.1:9")),
            List.of(Platform.LINUX_AMD64),
            api.serviceKey,
            Duration.ofSeconds(1));
    server = new BuilderServer(config, postgres.getPostgresDatabase());
    server.start();
    project = Project.create(Files.createDirectories(folder.resolve("ada")));
    api.person("ada", Role.DEVELOPER, project.publicKey());
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
    postgres.close();
    api.close();
  }

  /** What was deployed before, put there without a build. */
  @BeforeEach
  void seed() throws Exception {
    project.file("README", "nothing to build here").commit();
    var repository = repository();
    if (!Files.exists(repository)) {
      git("ls-remote", Way.HTTP.url());
    }
    project.git("push", "-qf", repository.toString(), "HEAD:refs/heads/main");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void a_repository_is_cloned_and_fetched_in_every_version_of_the_protocol(int version)
      throws Exception {
    project.git("push", "-qf", repository().toString(), "HEAD:refs/fleet/builds/parked");
    var clone = folder.resolve("clone" + ++clones).toString();
    var protocol = "protocol.version=" + version;

    var cloned = git("-c", protocol, "clone", "-q", Way.HTTP.url(), clone);
    assertThat(cloned.output()).isEmpty();
    assertThat(Path.of(clone, "README")).hasContent("nothing to build here");
    for (var change = 0; change < 60; change++) {
      project.git("-C", clone, "commit", "-q", "--allow-empty", "-m", "of the clone " + change);
    }
    var commit = project.file("README", "changed").commit();
    project.git("push", "-qf", repository().toString(), "HEAD:refs/heads/main");

    // With so many commits of its own, git's question is large enough to be packed.
    var fetched = git("-C", clone, "-c", protocol, "fetch", "-q", Way.HTTP.url(), "main");
    assertThat(fetched.code()).as(fetched.output()).isZero();
    assertThat(project.git("-C", clone, "rev-parse", "FETCH_HEAD").output()).contains(commit);
    assertThat(git("-c", protocol, "ls-remote", Way.HTTP.url()).output())
        .contains("refs/heads/main")
        .doesNotContain("parked");
  }

  @ParameterizedTest
  @EnumSource
  void a_refused_push_says_why_and_leaves_nothing(Way way) throws Exception {
    var before = refs();
    project.file("README", "still nothing, by " + way).commit();

    var push = push(way);
    assertThat(push.code()).isNotZero();
    assertThat(push.output())
        .contains("remote: there is no Dockerfile and no docker-compose.yml")
        .contains("remote: hint: add a Dockerfile")
        .contains("! [remote rejected] HEAD -> main (there is no Dockerfile");
    assertThat(push(way, "drafty").output()).contains("'drafty' is not a push option");
    assertThat(git("push", way.url(), "HEAD:refs/heads/feature").output())
        .contains("only the default branch deploys");
    assertThat(git("push", way.url(), ":refs/heads/main").output())
        .contains("the default branch cannot be deleted");
    assertThat(refs()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void a_pack_whose_names_lead_out_of_the_tree_is_refused(Way way) throws Exception {
    var before = refs();
    var blob = project.git("hash-object", "-w", "README").output().strip();
    var inner = tree("100644 blob %s\tevil".formatted(blob));
    for (var name : List.of("..", ".git", ".GIT", ".")) {
      var outer = tree("040000 tree %s\t%s".formatted(inner, name));
      var commit = project.git("commit-tree", "-m", "evil", outer).output().strip();
      var push = git("push", "-f", way.url(), commit + ":refs/heads/main");
      assertThat(push.code()).as(push.output()).isNotZero();
      assertThat(push.output()).contains("remote unpack failed");
    }
    assertThat(refs()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0000", "00000000"})
  void a_push_that_breaks_off_leaves_nothing(String pack) throws Exception {
    var before = refs();
    var old = project.git("rev-parse", "HEAD").output().strip();
    var line = "%s %s refs/heads/main\0report-status".formatted(old, "1".repeat(40));
    var begun = packet(line) + "0000PACK" + pack;
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.httpPort())) {
      var head =
          """
          POST /internal/v1/git/berlin/git-receive-pack HTTP/1.1
          Host: 127.0.0.1
          Authorization: Bearer %s
          Fleet-User: ada
          Content-Type: application/x-git-receive-pack-request
          Content-Length: 1000000

          """
              .formatted(api.serviceKey.reveal())
              .replace("\n", "\r\n");
      socket.getOutputStream().write((head + begun).getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
    }
    await().atMost(SOON).untilAsserted(() -> assertThat(unfinished()).isEmpty());
    assertThat(refs()).isEqualTo(before);
  }

  @Test
  void a_push_announced_with_an_empty_request_is_answered() throws Exception {
    var probe = post(RECEIVE_PACK, "", "0000".getBytes(StandardCharsets.UTF_8));
    assertThat(probe.statusCode()).isEqualTo(200);
    assertThat(probe.headers().firstValue("Content-Type"))
        .contains("application/x-git-receive-pack-result");
    assertThat(probe.body()).isEmpty();
    project.git("config", "http.postBuffer", "1000");
    project.file("large", "x".repeat(100) + System.nanoTime()).commit();
    var push = push(Way.HTTP);
    project.git("config", "--unset", "http.postBuffer");
    assertThat(push.output()).contains("there is no Dockerfile");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "x-gzip"})
  void a_body_that_grows_without_end_when_unpacked_is_refused(String packing) throws Exception {
    var want = packet("want %s\n".formatted("1".repeat(40)));
    var bomb = gzip(want.repeat(20), 20_000);
    assertThat(bomb.length).isLessThan(1024 * 1024);

    var answer = post(UPLOAD_PACK, packing, bomb);
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("larger than 10 MiB");
    assertThat(post(RECEIVE_PACK, packing, bomb).statusCode()).isBetween(200, 413);
    assertThat(unfinished()).isEmpty();
  }

  @Test
  void what_is_not_git_is_refused_in_a_sentence() throws Exception {
    var nothing = new byte[0];
    assertThat(post(UPLOAD_PACK, "br", nothing).body()).contains("as it is, or as gzip");
    assertThat(post(UPLOAD_PACK, "gzip", "no gzip".getBytes(StandardCharsets.UTF_8)).body())
        .contains("the body is no gzip");
    var request = request(UPLOAD_PACK).header("Content-Type", "text/plain");
    var typed = send(request.POST(BodyPublishers.noBody()));
    assertThat(typed.statusCode()).isEqualTo(400);
    assertThat(typed.body()).contains("application/x-git-upload-pack-request");
  }

  private static Shell.Result push(Way way, String... options) throws Exception {
    var words = new ArrayList<>(List.of("push"));
    List.of(options).forEach(option -> words.addAll(List.of("-o", option)));
    words.addAll(List.of(way.url(), "HEAD:refs/heads/main"));
    return git(words.toArray(String[]::new));
  }

  /** Git that shows what the API would. */
  private static Shell.Result git(String... words) throws Exception {
    var all = new ArrayList<String>();
    for (var header :
        List.of("Authorization: Bearer " + api.serviceKey.reveal(), "Fleet-User: ada")) {
      all.addAll(List.of("-c", "http.extraHeader=" + header));
    }
    all.addAll(List.of(words));
    return project.git(all.toArray(String[]::new));
  }

  private static String tree(String entry) throws Exception {
    var made = folder.resolve("entry");
    Files.writeString(made, entry + "\n");
    var shell = "git -C '%s' mktree < '%s'".formatted(project.folder, made);
    return Shell.run(folder, Map.of(), List.of("sh", "-c", shell)).output().strip();
  }

  private static String packet(String line) {
    return "%04x%s".formatted(line.length() + 4, line);
  }

  private static byte[] gzip(String text, int times) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
      for (var time = 0; time < times; time++) {
        gzip.write(bytes);
      }
    }
    return packed.toByteArray();
  }

  private static HttpResponse<String> post(String service, String packing, byte[] body)
      throws IOException, InterruptedException {
    var request =
        request(service).header("Content-Type", "application/x-%s-request".formatted(service));
    if (!packing.isEmpty()) {
      request.header("Content-Encoding", packing);
    }
    return send(request.POST(BodyPublishers.ofByteArray(body)));
  }

  private static HttpRequest.Builder request(String service) {
    return HttpRequest.newBuilder(URI.create(address("/" + service)))
        .header("Authorization", "Bearer " + api.serviceKey.reveal())
        .header("Fleet-User", "ada");
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return JsonHttp.defaultClient().send(request.build(), BodyHandlers.ofString());
  }

  private static String address(String more) {
    return "http://127.0.0.1:%d/internal/v1/git/%s%s".formatted(server.httpPort(), FLEET, more);
  }

  private static Path repository() {
    return folder.resolve("data/git/%s.git".formatted(FLEET));
  }

  private static String refs() throws Exception {
    return project.git("--git-dir", repository().toString(), "for-each-ref").output();
  }

  /** Packs that were not received to their end. */
  private static List<String> unfinished() throws IOException {
    try (var files = Files.walk(repository().resolve("objects"))) {
      return files
          .map(path -> path.getFileName().toString())
          .filter(name -> name.matches("(incoming|noz|tmp).*|.*\\.(tmp|temp|lock)"))
          .toList();
    }
  }
}
