package fleet.builder;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fleet.contract.Json;
import fleet.contract.node.FleetKinds;
import fleet.contract.release.BaseImage;
import fleet.contract.release.Digest;
import fleet.contract.release.ImageProvenance;
import fleet.contract.release.ImageVariant;
import fleet.contract.release.Layer;
import fleet.contract.release.Platform;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Releases of images that come as files: what a real engine saves, and OCI layouts. */
final class ArchiveIT {
  @TempDir private static Path folder;
  private static Lab lab;
  private static BuilderServer server;
  private static int projects;

  private Project project;

  @BeforeAll
  static void start() throws Exception {
    lab = new Lab(folder);
    var _ = lab.base();
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
    lab.api.releases.clear();
    lab.removeRepository();
  }

  @Test
  void what_an_engine_saves_is_compressed_and_described() throws Exception {
    var name = lab.registry.address() + "/library/busybox:arm64";
    engine("-X", "POST", "http://engine/images/create?fromImage=" + name);
    var file = project.folder.resolve("web.tar");
    engine("-o", file.toString(), "http://engine/images/%s/get".formatted(name));
    engine("-X", "DELETE", "http://engine/images/" + name);
    project.commit();

    var push = push("copy", "archive=web=web.tar", "platform=linux/arm64");

    assertThat(push.output()).contains("COPY web.tar");
    assertThat(push.code()).isZero();
    var image = onlyImage();
    assertThat(image.platform()).isEqualTo(Platform.LINUX_ARM64);
    try (var registry = new HandMadeImages(lab.registry.url())) {
      for (Layer layer : image.layers()) {
        var bytes = registry.get(lab.fleet + "/web", "blobs/" + layer.digest(), "*/*");
        try (var plain = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
          assertThat(Digest.of(plain.readAllBytes())).isEqualTo(layer.diffId());
        }
      }
    }
    project.commit();
    assertThat(push("copy", "archive=web=web.tar", "platform=linux/arm64").output())
        .contains("there already");
  }

  @Test
  void an_oci_layout_keeps_its_digests_for_each_platform() throws Exception {
    var layout = new Layout();
    var arm = layout.image(Platform.LINUX_ARM64, "arm");
    var amd = layout.image(Platform.LINUX_AMD64, "amd");
    var index = layout.index(Map.of(Platform.LINUX_ARM64, arm, Platform.LINUX_AMD64, amd));
    layout.write(project.folder.resolve("images/web.tar"), index);
    project
        .file("compose.yaml", "services:\n  web:\n    build: .\n    command: [\"/app\"]\n")
        .commit();

    var push = push("copy", "archive=web=images/web.tar", "platform=linux/amd64");

    assertThat(push.code()).as(push.output()).isZero();
    assertThat(onlyImage().manifest()).isEqualTo(amd);
    assertThat(lab.api.provenance)
        .hasEntrySatisfying(
            lab.api.releases.getFirst().id(),
            how ->
                assertThat(how.images())
                    .extracting(ImageProvenance::copied)
                    .allMatch(
                        from -> from.equals(Optional.of(new BaseImage("images/web.tar", index)))));
  }

  @Test
  void what_is_no_image_is_told() throws Exception {
    project.file("noise.tar", "this is no tar at all").file("empty/compose.txt", "x");
    var layout = new Layout();
    var image = layout.image(Platform.LINUX_AMD64, "x");
    layout.blobs.put(layout.lastLayer, "other bytes".getBytes(StandardCharsets.UTF_8));
    layout.write(project.folder.resolve("damaged.tar"), image);
    layout.blobs.clear();
    layout.write(project.folder.resolve("hollow.tar"), image);
    project.git("add", "-A");
    Files.createSymbolicLink(project.folder.resolve("link.tar"), Path.of("/etc/passwd"));
    project.commit();

    assertThat(push("copy", "archive=web=noise.tar").output())
        .contains("noise.tar is no image: ")
        .contains("hint: docker save -o image.tar IMAGE");
    assertThat(push("copy", "archive=web=damaged.tar").output()).contains("does not arrive");
    assertThat(push("copy", "archive=web=hollow.tar").output())
        .contains("hollow.tar is no image: it has no blobs/sha256/");
    assertThat(push("copy", "archive=web=nowhere.tar").output())
        .contains("there is no file 'nowhere.tar', of which the push says that it holds an image");
    assertThat(push("copy", "archive=web=link.tar").output())
        .contains("there is no file 'link.tar'");
    assertThat(lab.api.releases).isEmpty();
  }

  private static ImageVariant onlyImage() {
    return lab.api.releases.getFirst().services().getFirst().variants().getFirst();
  }

  private Shell.Result push(String... options) throws Exception {
    return project.push(server.gitPort(), lab.fleet.value(), options);
  }

  private static void engine(String... words) throws Exception {
    var command =
        new ArrayList<>(
            List.of("curl", "-sf", "--unix-socket", URI.create(Lab.engineUrl()).getPath()));
    command.addAll(List.of(words));
    assertThat(Shell.run(folder, Map.of(), command).code()).isZero();
  }

  /** An OCI layout that is written by hand. Mutable, of one test. */
  private static final class Layout {
    private final Map<Digest, byte[]> blobs = new LinkedHashMap<>();
    private Digest lastLayer = Digest.of(new byte[0]);

    Digest image(Platform platform, String content) {
      var layer = new byte[10_240];
      System.arraycopy(content.getBytes(StandardCharsets.UTF_8), 0, layer, 512, content.length());
      lastLayer = keep(layer);
      var config = HandMadeImages.config(platform);
      config
          .putObject("rootfs")
          .put("type", "layers")
          .putArray("diff_ids")
          .add(lastLayer.toString());
      var configBytes = Json.writeBytes(config);
      var _ = keep(configBytes);
      var body = Json.mapper().createObjectNode();
      body.put("schemaVersion", 2).put("mediaType", HandMadeImages.MANIFEST);
      HandMadeImages.describe(
          body.putObject("config"), "application/vnd.oci.image.config.v1+json", configBytes);
      HandMadeImages.describe(
          body.putArray("layers").addObject(), "application/vnd.oci.image.layer.v1.tar", layer);
      return keep(Json.writeBytes(body));
    }

    Digest index(Map<Platform, Digest> images) {
      var body = Json.mapper().createObjectNode();
      body.put("schemaVersion", 2).put("mediaType", HandMadeImages.INDEX);
      var manifests = body.putArray("manifests");
      images.forEach((platform, digest) -> {
        var descriptor = described(manifests.addObject(), digest);
        descriptor
            .putObject("platform")
            .put("os", platform.os())
            .put("architecture", platform.architecture());
      });
      return keep(Json.writeBytes(body));
    }

    private ObjectNode described(ObjectNode descriptor, Digest digest) {
      HandMadeImages.describe(
          descriptor, HandMadeImages.MANIFEST, blobs.getOrDefault(digest, new byte[0]));
      return descriptor.put("digest", digest.toString());
    }

    private Digest keep(byte[] bytes) {
      var digest = Digest.of(bytes);
      blobs.put(digest, bytes);
      return digest;
    }

    void write(Path file, Digest root) throws IOException {
      Files.createDirectories(file.getParent());
      var index = Json.mapper().createObjectNode().put("schemaVersion", 2);
      described(index.putArray("manifests").addObject(), root);
      try (var tar = new TarArchiveOutputStream(Files.newOutputStream(file))) {
        put(
            tar,
            "oci-layout",
            "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(StandardCharsets.UTF_8));
        for (var blob : blobs.entrySet()) {
          put(tar, "blobs/sha256/" + blob.getKey().hex(), blob.getValue());
        }
        put(tar, "index.json", Json.writeBytes(index));
      }
    }

    private static void put(TarArchiveOutputStream tar, String name, byte[] content)
        throws IOException {
      var entry = new TarArchiveEntry(name);
      entry.setSize(content.length);
      tar.putArchiveEntry(entry);
      tar.write(content);
      tar.closeArchiveEntry();
    }
  }
}
