package fleet.builder.sbom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Layers that nobody honest made: each is read to some end, with a note, and none is a fault. */
class HostileLayersTest {
  private static final int ROUNDS = 2_000;
  private static final int SWOLLEN_BYTES = 64 << 20;

  @Test
  void bytes_changed_at_random_are_never_a_fault() {
    var random = new Random(20_261_130);
    var seeds = seeds();
    for (var round = 0; round < ROUNDS; round++) {
      var bytes = seeds.get(random.nextInt(seeds.size())).clone();
      for (var change = random.nextInt(1, 30); change > 0; change--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      var end = random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length;
      var layer = new ByteArrayOutputStream();
      layer.write(bytes, 0, end);
      assertThatCode(() -> read(LayerTar.of(layer.toByteArray())))
          .as("round %d", round)
          .doesNotThrowAnyException();
    }
  }

  @Test
  void files_of_random_text_are_never_a_fault() {
    var random = new Random(7);
    var paths =
        List.of(
            Databases.DPKG,
            Databases.APK,
            "etc/os-release",
            "a/x.dist-info/METADATA",
            "a/node_modules/b/package.json",
            "a/b.jar");
    for (var round = 0; round < ROUNDS; round++) {
      var content = new byte[random.nextInt(300)];
      random.nextBytes(content);
      var layer = new LayerTar().file(paths.get(round % paths.size()), content).plain();
      assertThatCode(() -> read(LayerTar.of(layer))).doesNotThrowAnyException();
    }
  }

  @Test
  void archives_that_swell_together_end_with_a_note() throws IOException {
    var swollen = Databases.zipOfBytes(Map.of("zeros", new byte[SWOLLEN_BYTES]));
    var inner = new HashMap<String, byte[]>();
    for (var count = 0L; count <= Bounds.ARCHIVE_BYTES / SWOLLEN_BYTES; count++) {
      inner.put("%d.jar".formatted(count), swollen);
    }

    assertThat(read(new LayerTar().file("x.jar", Databases.zipOfBytes(inner)).layer()).notes())
        .containsExactly("x.jar could not be read: more than 1024 MiB");
  }

  @Test
  void a_database_that_is_too_long_ends_with_a_note() throws IOException {
    var layer =
        new LayerTar()
            .file("a/node_modules/b/package.json", new byte[(int) Bounds.FILE_BYTES + 1])
            .file("etc/os-release", Databases.ALPINE);

    var contents = read(layer.layer());

    assertThat(contents.notes())
        .containsExactly("a/node_modules/b/package.json could not be read: more than 1 MiB");
    assertThat(contents.distribution()).isPresent();
  }

  @Test
  void a_header_without_end_is_not_held_in_memory() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(longName(512L << 20));
      gzip.write(new byte[4 << 20]);
    }

    assertThat(read(LayerTar.of(bytes.toByteArray())).notes())
        .containsExactly(
            "layer 1 could not be read to its end: the tar holds a header of more than 1 MiB");
  }

  private static List<byte[]> seeds() {
    var jar =
        Databases.zip(
            Map.of(
                "META-INF/MANIFEST.MF",
                "Manifest-Version: 1.0\nImplementation-Title: a\nImplementation-Version: 2\n",
                "META-INF/maven/g/a/pom.properties",
                "groupId=g\nartifactId=a\nversion=1\n"));
    var tar =
        new LayerTar()
            .file("etc/os-release", Databases.BOOKWORM)
            .file(Databases.DPKG, Databases.dpkg("a", "1") + Databases.dpkg("b", "2"))
            .file(Databases.APK, Databases.MUSL)
            .file("a/x.dist-info/METADATA", "Name: x\nVersion: 1\n\n")
            .file("a/node_modules/b/package.json", "{\"name\":\"b\",\"version\":\"1\"}")
            .hardLink("a/node_modules/c/package.json", "a/node_modules/b/package.json")
            .file("opt/" + "long".repeat(60) + "/x.jar", jar)
            .file("a/.wh.b", "");
    var seeds = new ArrayList<byte[]>(List.of(tar.plain(), tar.gzip(), tar.zstd()));
    seeds.add(new LayerTar().file("a.jar", jar).plain());
    return seeds;
  }

  /** The header of a GNU long name of that length. */
  private static byte[] longName(long size) {
    var header = new byte[512];
    put(header, 0, "././@LongLink");
    put(header, 124, "%011o".formatted(size));
    put(header, 257, "ustar  ");
    header[156] = 'L';
    put(header, 148, "        ");
    var sum = 0;
    for (var octet : header) {
      sum += octet & 0xff;
    }
    put(header, 148, "%06o\0 ".formatted(sum));
    return header;
  }

  private static void put(byte[] header, int at, String text) {
    var bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }

  private static Contents read(LayerBytes layer) throws IOException {
    var contents = new LayeredContents();
    contents.add(layer);
    return contents.contents();
  }
}
