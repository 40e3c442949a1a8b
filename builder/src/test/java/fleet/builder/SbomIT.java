package fleet.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import fleet.contract.Json;
import fleet.contract.client.JsonHttp;
import fleet.contract.node.SbomRequest;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import fleet.contract.release.Digest;
import fleet.contract.release.ImageVariant;
import fleet.contract.release.Layer;
import fleet.contract.release.Platform;
import fleet.contract.release.Release;
import fleet.contract.release.ReleaseProvenance;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is remembered of images that a real engine built, and what is found in them. */
final class SbomIT {
  private static final String STATUS = "/var/lib/dpkg/status";

  @TempDir private static Path folder;
  private static Lab lab;
  private static BuilderServer server;
  private static String base;

  @BeforeAll
  static void start() throws IOException {
    lab = new Lab(folder);
    base = lab.base();
    server = new BuilderServer(lab.config(), lab.database());
    server.start();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
    lab.close();
  }

  @Test
  void packages_of_an_image_are_told_once_and_kept_and_how_it_was_built_is_remembered()
      throws Exception {
    lab.api.devices(0, 0, 0);
    var project = lab.project("ada");
    project
        .file("status", Files.readString(Path.of(STATUS)))
        .file("os-release", "NAME=\"Debian GNU/Linux\"\nID=debian\nVERSION_ID=\"12\"\n")
        .file("package.json", "{\"name\":\"left-pad\",\"version\":\"1.3.0\",\"license\":\"WTFPL\"}")
        .file("METADATA", "Name: Flask\nVersion: 3.1.0\nLicense-Expression: BSD-3-Clause\n")
        .file(
            "Dockerfile",
            """
            FROM %s
            ARG GREETING
            COPY os-release /etc/os-release
            COPY status /var/lib/dpkg/status
            COPY package.json /app/node_modules/left-pad/package.json
            COPY METADATA /usr/lib/python3/dist-packages/flask-3.1.0.dist-info/METADATA
            RUN rm -r /app/node_modules
            """
                .formatted(base))
        .file(
            "docker-compose.yml",
            """
            services:
              web:
                build:
                  context: .
                  args: {GREETING: hello-secret}
            x-fleet:
              platforms: [linux/amd64, linux/arm64]
            """)
        .commit();

    var push = project.push(server.gitPort(), lab.fleet.value());

    assertThat(push.code()).as(push.output()).isZero();
    assertThat(push.output())
        .containsPattern("remote: web  linux/amd64  +\\d+\\.\\d MB")
        .containsPattern("remote: web  linux/arm64  +\\d+\\.\\d MB");
    var release = lab.api.releases.getLast();
    requireProvenance(release);

    var arm = image(release, Platform.LINUX_ARM64);
    var request = new SbomRequest(lab.fleet + "/web", arm, release.createdAt());
    var document = ask(request);

    var spdx = Json.read(document, JsonNode.class);
    assertThat(spdx.has("comment")).isFalse();
    assertThat(purls(spdx))
        .contains("pkg:pypi/flask@3.1.0")
        .anyMatch(purl -> purl.matches("pkg:deb/debian/dpkg@.*\\?arch=.*&distro=debian-12"))
        .noneMatch(purl -> purl.startsWith("pkg:npm/"))
        .hasSizeGreaterThan(50);
    requireKept(request, document);

    project.commit();
    assertThat(project.push(server.gitPort(), lab.fleet.value()).output())
        .doesNotContainPattern("remote: web  linux/amd64  +\\d+\\.\\d MB");
  }

  private static void requireProvenance(Release release) {
    var provenance = lab.api.provenance.getOrDefault(release.id(), ReleaseProvenance.UNKNOWN);
    assertThat(provenance.images()).hasSize(2);
    assertThat(provenance.gitCommit()).contains(release.commit());
    for (var image : provenance.images()) {
      assertThat(image.builder().name()).isEqualTo("fleet");
      assertThat(image.engine().version()).isNotBlank();
      assertThat(image.dockerfile()).contains("Dockerfile");
      assertThat(image.buildArgs()).containsExactly("GREETING");
      assertThat(image.bases())
          .singleElement()
          .satisfies(it -> assertThat(it.name()).isEqualTo(base));
      assertThat(image.finishedAt()).isAfter(image.startedAt());
      assertThat(image.emulated()).isEqualTo(image.variant().equals("linux/arm64"));
    }
    assertThat(Json.write(provenance)).doesNotContain("hello-secret");
  }

  /** As an artifact about the image; its layers are not read again, so they may be anything. */
  private static void requireKept(SbomRequest request, byte[] document) throws Exception {
    var tag = "sbom-1-" + request.image().manifest().hex();
    var manifest =
        Json.read(get("/v2/%s/manifests/%s".formatted(request.repository(), tag)), JsonNode.class);
    assertThat(manifest.path("artifactType").asText()).isEqualTo("application/spdx+json");
    assertThat(manifest.at("/subject/digest").asText())
        .isEqualTo(request.image().manifest().toString());
    assertThat(manifest.at("/layers/0/digest").asText()).isEqualTo(Digest.of(document).toString());

    var nowhere = Digest.of(new byte[] {7});
    var unreadable = request.image();
    var same =
        new ImageVariant(
            unreadable.variant(),
            unreadable.platform(),
            unreadable.manifest(),
            unreadable.config(),
            unreadable.configSize(),
            List.of(new Layer(nowhere, nowhere, 1)));
    assertThat(ask(new SbomRequest(request.repository(), same, request.created())))
        .isEqualTo(document);
  }

  @Test
  void an_image_whose_layers_are_not_there_is_said_to_fail() {
    var nowhere = Digest.of(new byte[] {9});
    var image =
        new ImageVariant(
            "linux/amd64",
            Platform.LINUX_AMD64,
            nowhere,
            nowhere,
            1,
            List.of(new Layer(nowhere, nowhere, 1)));
    var request = new SbomRequest("nobody/web", image, Instant.EPOCH);

    var problem = catchThrowableOfType(ProblemException.class, () -> ask(request));

    assertThat(problem.problem().code()).isEqualTo(ProblemCode.UPSTREAM_FAILED);
  }

  private static byte[] ask(SbomRequest request) {
    var builder = URI.create("http://127.0.0.1:" + server.httpPort());
    return new JsonHttp(JsonHttp.defaultClient(), builder, () -> Optional.of(lab.api.serviceKey))
        .ask("/internal/v1/sboms", request);
  }

  private static ImageVariant image(Release release, Platform platform) {
    return release.services().getFirst().variants().stream()
        .filter(image -> image.platform().equals(platform))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> purls(JsonNode document) {
    var purls = new ArrayList<String>();
    document
        .path("packages")
        .forEach(each -> purls.add(each.at("/externalRefs/0/referenceLocator").asText()));
    return purls;
  }

  private static byte[] get(String path) throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create(lab.registry.url() + path))
              .header("Accept", "application/vnd.oci.image.manifest.v1+json")
              .build();
      var response = http.send(request, BodyHandlers.ofByteArray());
      assertThat(response.statusCode()).isEqualTo(200);
      return response.body();
    }
  }
}
