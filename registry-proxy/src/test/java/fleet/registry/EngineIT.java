package fleet.registry;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.Json;
import fleet.contract.identity.RegistryAccess;
import fleet.contract.release.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Docker engine pushes and pulls. */
class EngineIT {
  private static final Pattern PUSHED = Pattern.compile("\"Digest\":\"(sha256:[0-9a-f]{64})\"");

  @TempDir static Path folder;
  static TestRegistry registry;
  static Engine engine;
  private String name = "";

  @BeforeAll
  static void start() {
    engine = Engine.fromEnvironment();
    registry = TestRegistry.start(folder.resolve("registry"));
  }

  @AfterAll
  static void stop() {
    registry.close();
  }

  @BeforeEach
  void buildImage() throws Exception {
    name = "127.0.0.1:%d/berlin/%s".formatted(registry.port(), UUID.randomUUID());
    var context = buildContext();
    var type = Map.of("Content-Type", "application/x-tar");
    var built = engine.send("POST", "/build?forcerm=1&t=%s:v1".formatted(name), type, context);
    assertThat(built.body()).contains("Successfully built").doesNotContain("errorDetail");
  }

  @AfterEach
  void removeImage() {
    engine.send("DELETE", "/images/%s:v1?force=1".formatted(name), Map.of(), new byte[0]);
  }

  /** The base folder, and a Dockerfile that makes every image another one. */
  private static byte[] buildContext() throws IOException, InterruptedException {
    var dockerfile = "FROM scratch\nADD . /\nLABEL test=%s\n".formatted(UUID.randomUUID());
    var own = Files.createTempDirectory(folder, "context");
    Files.writeString(own.resolve("Dockerfile"), dockerfile);
    var base = Path.of(Engine.required("FLEET_TEST_BASES"), "amd64").toString();
    var tar =
        new ProcessBuilder("tar", "-c", "-C", base, ".", "-C", own.toString(), "Dockerfile")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var bytes = tar.getInputStream().readAllBytes();
    assertThat(tar.waitFor()).isZero();
    return bytes;
  }

  private String repository() {
    return name.substring(name.indexOf('/') + 1);
  }

  private Map<String, String> token(RegistryAccess access) {
    return Engine.auth(Map.of("registrytoken", registry.api().token(access)));
  }

  private Digest push(Map<String, String> auth) {
    var pushed = engine.send("POST", "/images/%s/push?tag=v1".formatted(name), auth, new byte[0]);
    assertThat(pushed.body()).doesNotContain("errorDetail");
    var digest = PUSHED.matcher(pushed.body());
    assertThat(digest.find()).as(pushed.body()).isTrue();
    return Digest.parse(digest.group(1));
  }

  private Engine.Reply pull(Digest digest, Map<String, String> auth) {
    var path = "/images/create?fromImage=%s@%s".formatted(name, digest);
    return engine.send("POST", path, auth, new byte[0]);
  }

  private int run(String image, String command) {
    var spec = Map.of("Image", image, "Cmd", new String[] {"/bin/sh", "-c", command});
    var created = engine.json("POST", "/containers/create", Json.write(spec)).body();
    var container = "/containers/" + Json.read(created, Created.class).id();
    try {
      engine.json("POST", container + "/start", "");
      var waited = engine.json("POST", container + "/wait", "").body();
      return Json.read(waited, Waited.class).code();
    } finally {
      engine.send("DELETE", container + "?force=1", Map.of(), new byte[0]);
    }
  }

  record Created(@com.fasterxml.jackson.annotation.JsonProperty("Id") String id) {}

  record Waited(@com.fasterxml.jackson.annotation.JsonProperty("StatusCode") int code) {}

  @Test
  void an_image_is_pushed_with_a_token_pulled_by_digest_and_runs() {
    var digest = push(token(RegistryAccess.push(repository())));
    removeImage();
    registry.restart();
    var pulled = pull(digest, token(RegistryAccess.pull(repository())));
    assertThat(pulled.body()).contains("Downloaded newer image").doesNotContain("errorDetail");
    var image = "%s@%s".formatted(name, digest);
    try {
      assertThat(run(image, "exit 7")).isEqualTo(7);
    } finally {
      engine.send("DELETE", "/images/%s?force=1".formatted(image), Map.of(), new byte[0]);
    }
  }

  @Test
  void an_engine_with_a_password_gets_its_token_from_the_api() {
    var address = "127.0.0.1:" + registry.port();
    var password =
        Map.of(
            "username",
            FakeApi.USER,
            "password",
            FakeApi.PASSWORD.reveal(),
            "serveraddress",
            address);
    var digest = push(Engine.auth(password));
    assertThat(digest.value()).startsWith("sha256:");
    var manifest = new RegistryClient(registry, repository());
    assertThat(manifest.get(manifest.path("manifests/v1")).body())
        .asString(StandardCharsets.UTF_8)
        .contains("schemaVersion");
  }

  @Test
  void an_engine_without_leave_is_refused_in_words() {
    var digest = push(token(RegistryAccess.push(repository())));
    removeImage();
    assertThat(pull(digest, Map.of()).body()).contains("denied");
    assertThat(pull(digest, token(RegistryAccess.pull("berlin/other"))).body()).contains("denied");
  }
}
