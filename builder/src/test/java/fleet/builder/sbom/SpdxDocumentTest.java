package fleet.builder.sbom;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fleet.contract.Json;
import fleet.contract.node.SbomRequest;
import fleet.contract.release.Digest;
import fleet.contract.release.ImageVariant;
import fleet.contract.release.Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The document about an image, against the rules of SPDX 2.3. */
class SpdxDocumentTest {
  private static final Digest MANIFEST = Digest.of("image".getBytes(StandardCharsets.UTF_8));
  private static final SbomRequest REQUEST =
      new SbomRequest(
          "berlin/web",
          new ImageVariant("linux/arm64", Platform.LINUX_ARM64, MANIFEST, MANIFEST, 10, List.of()),
          Instant.parse("2026-11-30T12:00:00.123456Z"));

  @Test
  void an_image_with_packages_of_every_kind_is_told_by_the_rules() throws IOException {
    var document =
        document(
            new LayerTar()
                .file("usr/lib/os-release", Databases.ALPINE)
                .file(Databases.APK, Databases.MUSL)
                .file(Databases.DPKG, Databases.dpkg("gcc-14-base", "14.2.0-19"))
                .file("x/y_z-1.dist-info/METADATA", "Name: y_z\nVersion: 1\nLicense: Public\n")
                .file("node_modules/@a/b/package.json", "{\"name\":\"@a/b\",\"version\":\"1\"}")
                .file("broken/node_modules/c/package.json", "{"));

    SpdxRules.hold(document);
    assertThat(purls(document))
        .containsExactly(
            "pkg:oci/web@sha256%%3A%s?arch=arm64".formatted(MANIFEST.hex()),
            "pkg:apk/alpine/.python-deps@20240902.151501?arch=noarch&distro=alpine-3.20.3",
            "pkg:apk/alpine/libcrypto3@3.3.2-r1?arch=aarch64&distro=alpine-3.20.3",
            "pkg:apk/alpine/musl@1.2.5-r0?arch=aarch64&distro=alpine-3.20.3",
            "pkg:deb/alpine/gcc-14-base@14.2.0-19?arch=arm64&distro=alpine-3.20.3",
            "pkg:npm/%40a/b@1",
            "pkg:pypi/y-z@1");
    var image = document.at("/packages/0");
    assertThat(image.path("SPDXID").asText()).isEqualTo("SPDXRef-Image");
    assertThat(image.at("/checksums/0/checksumValue").asText()).isEqualTo(MANIFEST.hex());
    assertThat(document.at("/packages/1/name").asText()).isEqualTo("Alpine Linux");
    assertThat(document.at("/creationInfo/created").asText()).isEqualTo("2026-11-30T12:00:00Z");
    assertThat(document.path("comment").asText())
        .startsWith("broken/node_modules/c/package.json could not be read");
    assertThat(document.toString())
        .contains("\"licenseDeclared\":\"MIT\"", "the package says: Public");
  }

  @Test
  void an_image_without_packages_is_told_too() throws IOException {
    var document = document(new LayerTar().file("app", "binary"));

    SpdxRules.hold(document);
    assertThat(document.path("packages")).hasSize(1);
  }

  @Test
  void the_same_image_gives_the_same_bytes() throws IOException {
    var layer =
        new LayerTar()
            .file("b/node_modules/b/package.json", "{\"name\":\"b\",\"version\":\"1\"}")
            .file("a/node_modules/b/package.json", "{\"name\":\"b\",\"version\":\"1\"}")
            .layer();

    var once = Sbom.of(REQUEST, List.of(layer), "fleet-1");

    assertThat(Sbom.of(REQUEST, List.of(layer), "fleet-1")).isEqualTo(once);
    assertThat(Json.read(once, JsonNode.class).at("/packages/1/sourceInfo").asText())
        .as("of two copies, the first by its path")
        .isEqualTo("found in a/node_modules/b/package.json");
  }

  @Test
  void all_that_is_installed_on_this_machine_is_told_by_the_rules() throws IOException {
    var status = Path.of("/var/lib/dpkg/status");
    var installed =
        Files.readAllLines(status).stream()
            .filter(line -> line.equals("Status: install ok installed"))
            .count();

    var document =
        document(
            new LayerTar()
                .file("etc/os-release", Databases.BOOKWORM)
                .file(Databases.DPKG, Files.readAllBytes(status)));

    SpdxRules.hold(document);
    assertThat(purls(document)).hasSize((int) installed + 1);
  }

  private static JsonNode document(LayerTar layer) throws IOException {
    return Json.read(Sbom.of(REQUEST, List.of(layer.layer()), "fleet-1.2.0"), JsonNode.class);
  }

  private static List<String> purls(JsonNode document) {
    var purls = new ArrayList<String>();
    document
        .path("packages")
        .forEach(each -> {
          if (each.has("externalRefs")) {
            purls.add(each.at("/externalRefs/0/referenceLocator").asText());
          }
        });
    return purls;
  }
}
