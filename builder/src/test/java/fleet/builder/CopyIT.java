package fleet.builder;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.builder.FakeRegistry.Way;
import fleet.contract.identity.Secret;
import fleet.contract.identity.ServiceName;
import fleet.contract.node.BuildKeys;
import fleet.contract.node.FleetKinds;
import fleet.contract.node.RegistryLogin;
import fleet.contract.release.BaseImage;
import fleet.contract.release.Digest;
import fleet.contract.release.ImageProvenance;
import fleet.contract.release.ImageVariant;
import fleet.contract.release.Platform;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Releases of images that were built elsewhere, copied out of real and of bad registries. */
final class CopyIT {
  @TempDir private static Path folder;
  private static Lab lab;
  private static DebianRegistry foreign;
  private static HandMadeImages images;
  private static BuilderServer server;
  private static int projects;

  private Project project;

  @BeforeAll
  static void start() throws Exception {
    lab = new Lab(folder);
    foreign = DebianRegistry.start(Files.createDirectories(folder.resolve("foreign")));
    images = new HandMadeImages(foreign.url());
    server = new BuilderServer(lab.config(), lab.database());
    server.start();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
    images.close();
    foreign.close();
    lab.close();
  }

  @BeforeEach
  void begin() throws Exception {
    project = lab.project("dev" + ++projects);
    lab.api.devices(0, 0, 0);
    lab.api.kinds = FleetKinds.NONE;
    lab.api.buildKeys = BuildKeys.NONE;
    lab.api.releases.clear();
    lab.removeRepository();
  }

  @Test
  void images_keep_their_digests_and_where_they_come_from_is_remembered() throws Exception {
    var arm = images.put("acme/web", "arm", Platform.LINUX_ARM64, layer("arm"));
    var amd = images.put("acme/web", "amd", Platform.LINUX_AMD64, layer("amd"));
    var index =
        images.index("acme/web", "1", Map.of(Platform.LINUX_ARM64, arm, Platform.LINUX_AMD64, amd));
    var data = images.put("acme/data", "7", Platform.LINUX_AMD64, layer("data"));
    project
        .file(
            "compose.yaml",
            """
            services:
              web:
                build: ./web
                ports: ["80:80"]
              data:
                image: %s/acme/data:7
            x-fleet: {version: 2.1.0}
            """
                .formatted(foreign.address()))
        .commit();

    var push = push("copy", "platform=linux/amd64", image("web", "acme/web:1"));

    assertThat(push.output()).contains("COPY %s/acme/web:1".formatted(foreign.address()));
    assertThat(push.code()).isZero();
    var release = lab.api.releases.getFirst();
    assertThat(release.version()).isEqualTo("2.1.0");
    assertThat(manifests("web")).containsExactly(amd);
    assertThat(manifests("data")).containsExactly(data);
    assertThat(lab.api.provenance)
        .hasEntrySatisfying(
            release.id(),
            how ->
                assertThat(how.images())
                    .flatExtracting((ImageProvenance it) -> it.copied().stream().toList())
                    .containsExactlyInAnyOrder(
                        new BaseImage(foreign.address() + "/acme/web:1", index),
                        new BaseImage(foreign.address() + "/acme/data:7", data)));
    try (var ours = new HandMadeImages(lab.registry.url())) {
      assertThat(
              Digest.of(ours.get(lab.fleet + "/web", "manifests/" + amd, HandMadeImages.MANIFEST)))
          .isEqualTo(amd);
    }
  }

  @Test
  void without_a_compose_file_the_images_are_all_there_is_and_platforms_nobody_needs_go()
      throws Exception {
    var arm = images.put("acme/web", "arm", Platform.LINUX_ARM64, layer("arm"));
    var amd = images.put("acme/web", "amd", Platform.LINUX_AMD64, layer("amd"));
    var _ =
        images.index("acme/web", "2", Map.of(Platform.LINUX_ARM64, arm, Platform.LINUX_AMD64, amd));
    project.file("README", "x").commit();

    var push = push("copy", "platform=linux/amd64,linux/arm64", image("web", "acme/web:2"));

    assertThat(push.code()).isZero();
    assertThat(manifests("web")).containsExactlyInAnyOrder(arm, amd);
    project.commit();
    var again = push("copy", image("web", "acme/web@" + amd));
    assertThat(again.output()).contains("there already");
    assertThat(again.code()).isZero();
  }

  @Test
  void what_leads_to_no_fitting_image_is_told() throws Exception {
    var arm = images.put("acme/web", "only-arm", Platform.LINUX_ARM64, layer("arm"));
    project.file("README", "x").commit();

    assertThat(push("copy", image("web", "acme/web:only-arm")).output())
        .contains("has no image for linux/amd64, only for linux/arm64");
    assertThat(push("copy", image("web", "acme/web:nothing")).output())
        .contains("there is no image %s/acme/web:nothing".formatted(foreign.address()));
    var wrong = "acme/web@sha256:" + "0".repeat(64);
    assertThat(push("copy", image("web", wrong)).output()).contains("there is no image");
    assertThat(push("copy", "image=web=127.0.0.1:1/acme/web:1").output())
        .contains("the registry 127.0.0.1:1 failed: it does not answer");
    assertThat(push("copy", "platform=linux/arm64", image("web", "acme/web@" + arm)).code())
        .isZero();
    assertThat(lab.api.releases).hasSize(1);
  }

  @Test
  void a_service_that_is_built_needs_an_image_and_an_image_a_service() throws Exception {
    project.file("compose.yaml", "services:\n  web:\n    build: ./web\n").commit();

    assertThat(push("copy").output())
        .contains("compose.yaml:3: services.web.build: is built, and nothing is built here")
        .contains("--image web=IMAGE names one");
    var _ = images.put("acme/web", "3", Platform.LINUX_AMD64, layer("x"));
    assertThat(push("copy", image("wed", "acme/web:3"), image("web", "acme/web:3")).output())
        .contains("an image is given for 'wed', which is no service of the project")
        .contains("the nearest is 'web'");
  }

  @Test
  void a_registry_that_asks_who_comes_is_told_by_the_login_of_the_fleet() throws Exception {
    var _ = images.put("acme/secret", "1", Platform.LINUX_AMD64, layer("secret"));
    try (var guarded = DebianRegistry.startGuarded(folder.resolve("foreign"))) {
      var option = "image=web=%s/acme/secret:1".formatted(guarded.address());
      project.file("README", "x").commit();
      assertThat(push("copy", option).output())
          .contains("%s does not let %s have".formatted(guarded.address(), lab.fleet))
          .contains("hint: fleet registry login %s %s".formatted(lab.fleet, guarded.address()));

      lab.api.buildKeys = keys(guarded.address(), "wrong");
      assertThat(push("copy", option).output())
          .contains("refuses the login 'ada'")
          .doesNotContain("wrong\n");

      lab.api.buildKeys = keys(guarded.address(), "correct horse");
      assertThat(push("copy", option).code()).isZero();
    }
  }

  @Test
  void a_registry_that_wants_tokens_gives_one_for_the_login() throws Exception {
    try (var registry = new FakeRegistry(Platform.LINUX_AMD64, layer("token" + noise()))) {
      registry.login = "ada:correct horse";
      var option = "image=web=%s/acme/web:1".formatted(registry.address());
      project.file("README", "x").commit();
      assertThat(push("copy", option).output())
          .contains("%s does not let %s have".formatted(registry.address(), lab.fleet));

      lab.api.buildKeys = keys(registry.address(), "correct horse");

      assertThat(push("copy", option).code()).isZero();
      assertThat(registry.authorizations).contains("Bearer good");
    }
  }

  @Test
  void no_engine_takes_part() throws Exception {
    var _ = images.put("acme/web", "9", Platform.LINUX_AMD64, layer("9" + noise()));
    var usual = lab.config();
    var config =
        new BuilderConfig(
            usual.listenHosts(),
            usual.gitPort(),
            usual.http(),
            folder.resolve("engineless"),
            usual.apiUrl(),
            usual.registryUrl(),
            List.of(Lab.engine("unix:///run/no-such-engine.sock", lab.registry.address())),
            usual.platforms(),
            usual.serviceKey(),
            usual.deviceWait());
    try (var engineless = new BuilderServer(config, lab.database())) {
      engineless.start();
      project.file("README", "x").commit();

      var push =
          project.push(engineless.gitPort(), lab.fleet.value(), "copy", image("web", "acme/web:9"));

      assertThat(push.code()).as(push.output()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GIVES, ",
    "CUTS_ONCE, ",
    "ALWAYS_CUTS, does not arrive",
    "GIVES_OTHER_BYTES, does not arrive",
  })
  void a_layer_that_breaks_off_is_asked_for_again(Way way, String sentence) throws Exception {
    try (var registry = new FakeRegistry(Platform.LINUX_AMD64, layer(way + noise()))) {
      registry.way = way;
      project.file("README", "x").commit();

      var push = push("copy", "image=web=%s/acme/web:1".formatted(registry.address()));

      assertThat(push.code() == 0).isEqualTo(sentence == null);
      assertThat(push.output()).contains(sentence == null ? "release 0.0.0" : sentence);
      assertThat(lab.api.releases).hasSize(sentence == null ? 1 : 0);
    }
  }

  @Test
  void credentials_are_not_taken_to_where_a_registry_sends() throws Exception {
    var layer = layer("elsewhere" + noise());
    try (var registry = new FakeRegistry(Platform.LINUX_AMD64, layer);
        var store = new FakeRegistry(Platform.LINUX_AMD64, layer)) {
      registry.way = Way.SENDS_ELSEWHERE;
      registry.elsewhere = "http://%s%s".formatted(store.address(), store.layerPath());
      lab.api.buildKeys = keys(registry.address(), "correct horse");
      project.file("README", "x").commit();

      var push = push("copy", "image=web=%s/acme/web:1".formatted(registry.address()));

      assertThat(push.code()).isZero();
      assertThat(store.authorizations).containsExactly("null");
    }
  }

  @Test
  void an_image_of_our_own_registry_is_mounted_where_its_fleet_may_be_seen() throws Exception {
    try (var ours = new HandMadeImages(lab.registry.url())) {
      var digest = ours.put(lab.fleet + "/ci", "1", Platform.LINUX_AMD64, layer("own" + noise()));
      var _ = ours.put("others/ci", "1", Platform.LINUX_AMD64, layer("theirs"));
      project.file("README", "x").commit();
      var name = "%s/%s/ci:1".formatted(lab.registry.address(), lab.fleet);

      var push = push("copy", "image=web=" + name);

      assertThat(push.output()).contains("there already");
      assertThat(push.code()).isZero();
      assertThat(manifests("web")).containsExactly(digest);
      project.commit();
      var theirs = push("copy", "image=web=%s/others/ci:1".formatted(lab.registry.address()));
      assertThat(theirs.output()).contains("there is no image");
    }
  }

  private static BuildKeys keys(String host, String password) {
    return new BuildKeys(Map.of(), List.of(new RegistryLogin(host, "ada", Secret.of(password))));
  }

  private static String image(String service, String name) {
    return "image=%s=%s/%s".formatted(service, foreign.address(), name);
  }

  private static List<Digest> manifests(String service) {
    return lab.api.releases.getLast().services().stream()
        .filter(images -> images.service().equals(ServiceName.parse(service)))
        .flatMap(images -> images.variants().stream())
        .map(ImageVariant::manifest)
        .toList();
  }

  private Shell.Result push(String... options) throws Exception {
    return project.push(server.gitPort(), lab.fleet.value(), options);
  }

  private static String noise() {
    var bytes = new byte[100_000];
    new Random().nextBytes(bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static byte[] layer(String content) throws Exception {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(bytes)) {
      var data = content.getBytes(StandardCharsets.UTF_8);
      var entry = new TarArchiveEntry("content");
      entry.setSize(data.length);
      tar.putArchiveEntry(entry);
      tar.write(data);
      tar.closeArchiveEntry();
    }
    return bytes.toByteArray();
  }
}
