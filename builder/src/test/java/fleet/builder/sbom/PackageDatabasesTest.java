package fleet.builder.sbom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the files of each package manager say. */
class PackageDatabasesTest {
  private static final Optional<Distribution> BOOKWORM =
      Optional.of(new Distribution("debian", "12", "Debian GNU/Linux"));

  @Test
  void dpkg_tells_what_is_installed_and_not_what_is_left_of_the_removed() throws IOException {
    var status =
        Databases.dpkg("libc6", "2.36-9+deb12u8")
            + "Package: gone\nStatus: deinstall ok config-files\nVersion: 1\n\n";

    var found = read(Databases.DPKG, status);

    assertThat(found).hasSize(1);
    assertThat(Purl.of(found.getFirst(), BOOKWORM))
        .isEqualTo("pkg:deb/debian/libc6@2.36-9%2Bdeb12u8?arch=arm64&distro=debian-12");
    assertThat(found.getFirst().credits().supplier().value())
        .isEqualTo("Person: Debian Somebody (some@debian.org)");
    assertThat(found.getFirst().credits().source()).isEqualTo("libc6-src (9.9)");
  }

  @Test
  void images_without_dpkg_have_a_file_for_each_package() throws IOException {
    var found =
        read(
            "var/lib/dpkg/status.d/tzdata",
            "Package: tzdata\nVersion: 2024a-0+deb12u1\nArchitecture: all\n");

    assertThat(Purl.of(found.getFirst(), BOOKWORM))
        .isEqualTo("pkg:deb/debian/tzdata@2024a-0%2Bdeb12u1?arch=all&distro=debian-12");
    assertThat(isAnywhere("var/lib/dpkg/status.d/tzdata.md5sums")).isFalse();
  }

  @Test
  void apk_tells_packages_with_their_licenses() throws IOException {
    var alpine = Distribution.read(stream(Databases.ALPINE));

    var found = read(Databases.APK, Databases.MUSL);

    assertThat(found)
        .extracting(it -> Purl.of(it, alpine))
        .containsExactly(
            "pkg:apk/alpine/musl@1.2.5-r0?arch=aarch64&distro=alpine-3.20.3",
            "pkg:apk/alpine/.python-deps@20240902.151501?arch=noarch&distro=alpine-3.20.3",
            "pkg:apk/alpine/libcrypto3@3.3.2-r1?arch=aarch64&distro=alpine-3.20.3");
    assertThat(found.getFirst().credits().license()).isEqualTo("MIT");
  }

  @Test
  void python_names_are_normalised() throws IOException {
    var metadata =
        """
        Metadata-Version: 2.4
        Name: Ruamel.yaml__Clib
        Version: 0.2.8
        License-Expression: MIT
        License: some words
        Author-email: Anthon <a@example.org>

        Name: of something else
        """;
    for (var path :
        List.of(
            "usr/lib/python3/dist-packages/x-1.dist-info/METADATA",
            "venv/lib/x.egg-info/PKG-INFO",
            "opt/x.egg/EGG-INFO/PKG-INFO",
            "usr/lib/python3/dist-packages/x-1.egg-info")) {
      var found = read(path, metadata);
      assertThat(Purl.of(found.getFirst(), BOOKWORM)).isEqualTo("pkg:pypi/ruamel-yaml-clib@0.2.8");
      assertThat(found.getFirst().credits().license()).isEqualTo("MIT");
      assertThat(found.getFirst().credits().originator().value())
          .isEqualTo("Person: Anthon (a@example.org)");
    }
  }

  @Test
  void npm_packages_are_told_and_the_files_within_them_are_not() throws IOException {
    var found =
        read(
            "app/node_modules/@angular/core/package.json",
            """
            {"name":"@angular/core","version":"19.0.0-rc.1+x","license":{"type":"MIT"},
             "author":"Ada <ada@example.org> (https://example.org)"}
            """);

    assertThat(Purl.of(found.getFirst(), BOOKWORM))
        .isEqualTo("pkg:npm/%40angular/core@19.0.0-rc.1%2Bx");
    assertThat(found.getFirst().credits().license()).isEqualTo("MIT");
    assertThat(found.getFirst().credits().originator().value())
        .isEqualTo("Person: Ada (ada@example.org)");
    assertThat(isAnywhere("app/node_modules/x/esm/package.json")).isFalse();
    assertThat(isAnywhere("app/package.json")).isFalse();
    assertThat(isAnywhere("node_modules/x/package.json")).isTrue();
    assertThat(read("node_modules/x/package.json", "{\"type\":\"module\"}")).isEmpty();
  }

  @Test
  void an_archive_is_told_by_its_maven_properties_else_by_its_titles() throws IOException {
    var manifest =
        """
        Manifest-Version: 1.0
        Implementation-Title: oven
        Implementation-Version: 3.1
        Implementation-Vendor: Bakers Inc.
        Implementation-Vendor-Id: com.example.bake
        """;
    var pom = "version=1.2\ngroupId=com.example\nartifactId=oven-core\n";
    var pomPath = "META-INF/maven/com.example/oven-core/pom.properties";

    var byPom =
        read("opt/oven.jar", Databases.zip(Map.of("META-INF/MANIFEST.MF", manifest, pomPath, pom)));
    var byTitle = read("opt/oven.war", Databases.zip(Map.of("META-INF/MANIFEST.MF", manifest)));

    assertThat(byPom)
        .extracting(it -> Purl.of(it, BOOKWORM))
        .containsExactly("pkg:maven/com.example/oven-core@1.2");
    assertThat(byTitle)
        .extracting(it -> Purl.of(it, BOOKWORM))
        .containsExactly("pkg:maven/com.example.bake/oven@3.1");
    assertThat(byTitle.getFirst().credits().originator().value())
        .isEqualTo("Organization: Bakers Inc.");
  }

  @Test
  void what_a_database_says_has_one_line_and_an_end() throws IOException {
    var found =
        read(
            "node_modules/x/package.json",
            "{\"name\":\"x\",\"version\":\"1\\n2\",\"license\":\"%s\"}"
                .formatted("y".repeat(5000)));

    assertThat(found.getFirst().version()).isEqualTo("1 2");
    assertThat(found.getFirst().credits().license()).hasSize(Bounds.TEXT_CHARS);
  }

  private static List<SoftwarePackage> read(String path, String content) throws IOException {
    return read(path, content.getBytes(StandardCharsets.UTF_8));
  }

  private static List<SoftwarePackage> read(String path, byte[] content) throws IOException {
    var databases = PackageDatabase.ALL.stream().filter(each -> each.isAt(path)).toList();
    assertThat(databases).as(path).hasSize(1);
    return databases.getFirst().read(path, new ByteArrayInputStream(content));
  }

  private static boolean isAnywhere(String path) {
    return PackageDatabase.ALL.stream().anyMatch(each -> each.isAt(path));
  }

  private static ByteArrayInputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
