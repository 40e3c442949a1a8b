package fleet.builder.sbom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What layers upon each other leave of the software in them. */
class LayeredContentsTest {
  private static final String LEFT_PAD = "app/node_modules/left-pad/package.json";
  private static final String LEFT_PAD_TEXT =
      "{\"name\":\"left-pad\",\"version\":\"1.3.0\",\"license\":\"WTFPL\"}";

  @Test
  void a_layer_is_read_however_it_is_compressed() throws IOException {
    var tar = new LayerTar().file(LEFT_PAD, LEFT_PAD_TEXT);
    for (var bytes : List.of(tar.plain(), tar.gzip(), tar.zstd())) {
      assertThat(purls(LayerTar.of(bytes))).containsExactly("pkg:npm/left-pad@1.3.0");
    }
  }

  @Test
  void a_later_database_takes_the_place_of_an_earlier_one() throws IOException {
    var base = new LayerTar().file(Databases.DPKG, Databases.dpkg("curl", "1"));
    var upgraded =
        new LayerTar()
            .file("etc/os-release", Databases.BOOKWORM)
            .file(
                "./" + Databases.DPKG,
                Databases.dpkg("curl", "1:2+b1") + Databases.dpkg("jq", "1.6"));

    assertThat(purls(base.layer(), upgraded.layer()))
        .containsExactly(
            "pkg:deb/debian/curl@1:2%2Bb1?arch=arm64&distro=debian-12",
            "pkg:deb/debian/jq@1.6?arch=arm64&distro=debian-12");
  }

  @Test
  void what_a_whiteout_takes_away_is_not_told() throws IOException {
    var base =
        new LayerTar()
            .file(LEFT_PAD, LEFT_PAD_TEXT)
            .file("b/node_modules/kept/package.json", "{\"name\":\"kept\",\"version\":\"2.0.0\"}");

    assertThat(purls(base.layer(), new LayerTar().file("app/.wh.node_modules", "").layer()))
        .containsExactly("pkg:npm/kept@2.0.0");
    assertThat(
            purls(
                base.layer(),
                new LayerTar().file("app/node_modules/left-pad/.wh.package.json", "").layer()))
        .containsExactly("pkg:npm/kept@2.0.0");
  }

  @Test
  void an_opaque_folder_hides_what_lies_below_and_not_what_comes_with_it() throws IOException {
    var base = new LayerTar().file(LEFT_PAD, LEFT_PAD_TEXT);
    var opaque =
        new LayerTar()
            .folder("app")
            .file(
                "app/node_modules/@scope/own/package.json",
                "{\"name\":\"@scope/own\",\"version\":\"3.0.0\"}")
            .file("app/.wh..wh..opq", "");

    assertThat(purls(base.layer(), opaque.layer())).containsExactly("pkg:npm/%40scope/own@3.0.0");
  }

  @Test
  void a_link_in_place_of_a_folder_hides_what_was_in_it_and_the_folder_again_does_not()
      throws IOException {
    var base = new LayerTar().folder("app").file(LEFT_PAD, LEFT_PAD_TEXT);

    assertThat(purls(base.layer(), new LayerTar().symbolicLink("app", "other").layer())).isEmpty();
    assertThat(purls(base.layer(), new LayerTar().folder("app").layer())).hasSize(1);
  }

  @Test
  void a_package_file_that_is_another_name_of_a_file_is_read() throws IOException {
    var layer =
        new LayerTar()
            .file("root/.cache/store/ab12", LEFT_PAD_TEXT)
            .hardLink(LEFT_PAD, "root/.cache/store/ab12");

    assertThat(purls(layer.layer())).containsExactly("pkg:npm/left-pad@1.3.0");
  }

  @Test
  void a_broken_database_is_a_note_and_the_rest_is_told() throws IOException {
    var layer =
        new LayerTar()
            .file(LEFT_PAD, "{\"name\":")
            .file("opt/app.jar", "no zip")
            .file(Databases.DPKG, Databases.dpkg("curl", "1"));

    var contents = read(layer.layer());

    assertThat(contents.packages()).hasSize(1);
    assertThat(contents.notes())
        .singleElement()
        .asString()
        .startsWith(LEFT_PAD + " could not be read: ");
  }

  @Test
  void a_layer_that_is_cut_short_is_told_as_far_as_it_goes() throws IOException {
    var whole =
        new LayerTar().file(LEFT_PAD, LEFT_PAD_TEXT).file("large", new byte[100_000]).plain();

    var contents = read(LayerTar.of(Arrays.copyOf(whole, 50_000)));

    assertThat(contents.packages()).hasSize(1);
    assertThat(contents.notes())
        .singleElement()
        .asString()
        .startsWith("layer 1 could not be read to its end: ");
    assertThat(read(LayerTar.of("nonsense".repeat(200).getBytes(StandardCharsets.UTF_8))).notes())
        .hasSize(1);
  }

  @Test
  void bytes_that_do_not_arrive_are_a_fault() {
    var whole = new LayerTar().file("large", new byte[100_000]).plain();
    LayerBytes broken =
        () ->
            new SequenceInputStream(new ByteArrayInputStream(whole, 0, 40_000), new BrokenStream());

    assertThatThrownBy(() -> read(broken)).isInstanceOf(IOException.class).hasMessage("cut off");
  }

  @Test
  void more_packages_than_are_kept_are_said_to_be() throws IOException {
    var status = new StringBuilder();
    for (var i = 0; i < Bounds.PACKAGES - 1; i++) {
      status.append(Databases.dpkg("p" + i, "1"));
    }
    var layer =
        new LayerTar()
            .file(Databases.DPKG, status.toString())
            .file("a/node_modules/a/package.json", "{\"name\":\"a\",\"version\":\"1\"}")
            .file("b/node_modules/b/package.json", "{\"name\":\"b\",\"version\":\"1\"}");

    var contents = read(layer.layer());

    assertThat(contents.packages()).hasSize(Bounds.PACKAGES);
    assertThat(contents.notes())
        .containsExactly("more than 20000 packages; b/node_modules/b/package.json is left out");
  }

  @Test
  void entries_that_lead_out_of_the_image_are_passed_over() throws IOException {
    var layer =
        new LayerTar()
            .file("../var/lib/dpkg/status", Databases.dpkg("evil", "1"))
            .file("x/../../" + LEFT_PAD, LEFT_PAD_TEXT);

    assertThat(read(layer.layer()).packages()).isEmpty();
  }

  @Test
  void archives_in_an_archive_are_told_one_level_deep() throws IOException {
    var pom = "groupId=org.example\nartifactId=%s\nversion=1.0\n";
    var deep =
        Databases.zip(
            Map.of("META-INF/maven/org.example/deep/pom.properties", pom.formatted("deep")));
    var inner =
        Databases.zipOfBytes(
            Map.of(
                "META-INF/maven/org.example/inner/pom.properties",
                pom.formatted("inner").getBytes(StandardCharsets.UTF_8),
                "lib/deep.jar",
                deep));
    var outer =
        Databases.zipOfBytes(
            Map.of(
                "BOOT-INF/lib/inner.jar",
                inner,
                "META-INF/MANIFEST.MF",
                "Manifest-Version: 1.0\nImplementation-Title: the app\nImplementation-Version: 2\n"
                    .getBytes(StandardCharsets.UTF_8)));

    assertThat(purls(new LayerTar().file("app.jar", outer).layer()))
        .containsExactly("pkg:maven/org.example/inner@1.0", "pkg:generic/the%20app@2");
  }

  private static List<String> purls(LayerBytes... layers) throws IOException {
    var contents = read(layers);
    assertThat(contents.notes()).isEmpty();
    return contents.packages().stream()
        .map(found -> Purl.of(found, contents.distribution()))
        .toList();
  }

  private static Contents read(LayerBytes... layers) throws IOException {
    var contents = new LayeredContents();
    for (var layer : layers) {
      contents.add(layer);
    }
    return contents.contents();
  }

  private static final class BrokenStream extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("cut off");
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      throw new IOException("cut off");
    }
  }
}
