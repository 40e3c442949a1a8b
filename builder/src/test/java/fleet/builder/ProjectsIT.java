package fleet.builder;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.identity.SecretBytes;
import fleet.contract.node.BuildKeys;
import fleet.contract.node.FleetKinds;
import fleet.contract.release.Digest;
import fleet.contract.release.ImageVariant;
import fleet.contract.release.Layer;
import fleet.contract.release.Mount;
import fleet.contract.release.Platform;
import fleet.contract.release.ServiceImages;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Projects in the shapes that people have, built as they are. */
final class ProjectsIT {
  private static final String SECRET = "hush-0b7d-in-no-layer";

  @TempDir private static Path folder;
  private static Lab lab;
  private static BuilderServer server;
  private static String base;
  private static int projects;

  private Project project;

  @BeforeAll
  static void start() throws Exception {
    lab = new Lab(folder);
    base = lab.base();
    server = new BuilderServer(lab.config(), lab.database());
    server.start();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
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
  void a_reverse_proxy_a_front_end_and_a_data_service_that_shares_a_volume() throws Exception {
    project
        .file(
            "docker-compose.yml",
            """
            version: '2'
            volumes:
              resin-data:
            networks:
              outside:
              inside:
                internal: true
            services:
              haproxy:
                build: ./haproxy
                networks: [outside, inside]
                depends_on:
                  - frontend
                  - data
                ports:
                  - "80:80"
              frontend:
                build: ./frontend
                networks: [inside]
                expose:
                  - "80"
                volumes:
                  - resin-data:/data
              data:
                build: ./data
                networks: [inside]
                expose:
                  - "8080"
                volumes:
                  - resin-data:/data
                restart: always
            """)
        .file("haproxy/Dockerfile.template", "FROM %s\nCOPY haproxy.cfg /etc/\n".formatted(base))
        .file("haproxy/haproxy.cfg", "frontend http-in\n  bind *:80\n")
        .file("frontend/Dockerfile", "FROM %s\nWORKDIR /app\nCOPY . .\n".formatted(base))
        .file("frontend/index.html", "<h1>hello</h1>\n")
        .file("frontend/.dockerignore", "node_modules\n")
        .file("frontend/node_modules/left/out.js", "no\n")
        .file(
            "data/Dockerfile",
            "FROM %s\nCMD [\"httpd\", \"-f\", \"-p\", \"8080\"]\n".formatted(base))
        .commit();

    assertThat(push().code()).isZero();

    var release = lab.api.releases.getFirst();
    assertThat(release.services()).hasSize(3);
    var specs = release.composition().services();
    assertThat(specs.values().stream().flatMap(spec -> spec.mounts().stream()))
        .hasSize(2)
        .allMatch(mount -> mount instanceof Mount.Volume);
    assertThat(content("frontend")).contains("app/index.html").doesNotContain("left/out.js");
  }

  @Test
  void programs_of_three_architectures_are_made_by_one_stage_of_the_builder() throws Exception {
    for (var architecture : List.of("amd64", "arm64", "armv7")) {
      var program = Path.of(System.getenv("FLEET_TEST_BASES"), architecture, "bin", "busybox");
      var target = project.folder.resolve("made").resolve(architecture.replace("armv7", "arm"));
      Files.createDirectories(project.folder.resolve("made"));
      Files.copy(program, target);
    }
    var dockerfile =
        """
        FROM --platform=$BUILDPLATFORM %s AS build
        ARG BUILDPLATFORM TARGETPLATFORM TARGETOS TARGETARCH TARGETVARIANT
        COPY made /made
        RUN echo "on $(uname -m) of $BUILDPLATFORM for $TARGETOS/$TARGETARCH$TARGETVARIANT" \\
         && cp /made/$TARGETARCH /app
        FROM scratch
        COPY --from=build /app /app
        ENTRYPOINT ["/app"]
        """
            .formatted(base);
    project.file("Dockerfile", dockerfile).commit();

    var push = push("platform=linux/amd64,linux/arm64,linux/arm/v7", "no-cache");

    assertThat(push.output())
        .contains("| on x86_64 of linux/amd64 for linux/arm64")
        .contains("| on x86_64 of linux/amd64 for linux/armv7");
    assertThat(push.code()).isZero();
    assertThat(lab.api.releases.getFirst().platforms())
        .containsExactlyInAnyOrderElementsOf(Lab.PLATFORMS);

    project.file("Dockerfile", dockerfile.replace("/made/$TARGETARCH", "/made/amd64")).commit();
    var wrong = push("platform=linux/amd64,linux/arm64");
    assertThat(wrong.output())
        .contains("the image of main for linux/arm64 cannot run there")
        .contains("its programs are for amd64, such as /app");
    assertThat(lab.api.releases).hasSize(1);
  }

  @Test
  void a_secret_is_in_no_layer_configuration_or_line_of_the_log() throws Exception {
    lab.api.buildKeys = new BuildKeys(Map.of("npmrc", SecretBytes.of(SECRET)), List.of());
    project
        .file(
            "Dockerfile",
            """
            FROM %s AS deps
            RUN --mount=type=secret,id=npmrc,target=/root/.npmrc \\
              sha256sum /root/.npmrc > /proof && cat /root/.npmrc
            FROM %s
            COPY --from=deps /proof /proof
            RUN --mount=type=secret,id=npmrc,required=true wc -c < /run/secrets/npmrc > /size
            """
                .formatted(base, base))
        .commit();

    var push = push("no-cache");

    assertThat(push.code()).isZero();
    assertThat(push.output()).contains("| ***").doesNotContain(SECRET);
    assertThat(content("main"))
        .contains("proof", "size")
        .doesNotContain(SECRET)
        .doesNotContain(
            Base64.getEncoder().encodeToString(SECRET.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void a_template_is_filled_for_each_kind_of_device() throws Exception {
    project
        .file(
            "Dockerfile.template",
            "FROM %s\nRUN echo %%%%BALENA_ARCH%%%% %%%%FLEET_SERVICE_NAME%%%% > /what\n"
                .formatted(base))
        .file("VERSION", "3.1.4\n")
        .commit();

    assertThat(push("platform=linux/amd64,linux/arm64").output()).contains("release 3.1.4");
    assertThat(content("main")).contains("amd64 main", "aarch64 main");
    assertThat(lab.api.releases.getFirst().platforms())
        .containsExactly(Platform.LINUX_AMD64, Platform.LINUX_ARM64);
  }

  private Shell.Result push(String... options) throws Exception {
    return project.push(server.gitPort(), lab.fleet.value(), options);
  }

  /** All bytes of a service's images, layers unpacked, in one. */
  private static String content(String service) throws Exception {
    try (var registry = new HandMadeImages(lab.registry.url())) {
      var parts = new ArrayList<String>();
      for (ServiceImages images : lab.api.releases.getFirst().services()) {
        if (images.service().value().equals(service)) {
          for (var image : images.variants()) {
            parts.add(content(registry, images.repository(), image));
          }
        }
      }
      return String.join("\n", parts);
    }
  }

  private static String content(HandMadeImages registry, String repository, ImageVariant image)
      throws Exception {
    var parts = new ArrayList<String>();
    parts.add(text(registry.get(repository, "blobs/" + image.config(), "*/*")));
    for (Digest layer : image.layers().stream().map(Layer::digest).toList()) {
      var bytes = registry.get(repository, "blobs/" + layer, "*/*");
      try (var plain = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
        parts.add(text(plain.readAllBytes()));
      }
    }
    return String.join("\n", parts);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
