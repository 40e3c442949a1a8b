package fleet.registry.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fleet.contract.release.Digest;
import fleet.registry.problem.ErrorCode;
import fleet.registry.problem.RegistryException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {
  private static final Digest CONFIG = Digest.of(new byte[] {1});
  private static final Digest LAYER = Digest.of(new byte[] {2});
  private static final Digest FOREIGN = Digest.of(new byte[] {3});
  private static final String IMAGE = MediaType.OCI_IMAGE.text();

  private static String descriptor(Digest digest, String more) {
    return "{\"mediaType\":\"a/b\",\"digest\":\"%s\",\"size\":7%s}".formatted(digest, more);
  }

  private static String image(String more) {
    return """
    {"schemaVersion":2,"config":%s,"layers":[%s,%s]%s}\
    """
        .formatted(
            descriptor(CONFIG, ""),
            descriptor(LAYER, ""),
            descriptor(FOREIGN, ",\"urls\":[\"https://example.org/x\"]"),
            more);
  }

  private static Manifest parse(String json, String contentType) {
    return Manifest.parse(json.getBytes(StandardCharsets.UTF_8), contentType);
  }

  @Test
  void an_image_needs_its_config_and_the_layers_that_are_kept_here() {
    var json = image("");
    var manifest = parse(json, IMAGE);
    assertThat(manifest.blobs()).containsExactly(CONFIG, LAYER);
    assertThat(manifest.manifests()).isEmpty();
    assertThat(manifest.digest()).isEqualTo(Digest.of(json.getBytes(StandardCharsets.UTF_8)));
    assertThat(manifest.artifactType()).contains("a/b");
    assertThat(manifest.subject()).isEmpty();
  }

  @Test
  void an_index_needs_its_manifests() {
    for (var type : new MediaType[] {MediaType.OCI_INDEX, MediaType.DOCKER_LIST}) {
      var json =
          "{\"schemaVersion\":2,\"manifests\":[%s,%s]}"
              .formatted(descriptor(CONFIG, ""), descriptor(LAYER, ""));
      var manifest = parse(json, type.text());
      assertThat(manifest.manifests()).containsExactly(CONFIG, LAYER);
      assertThat(manifest.blobs()).isEmpty();
    }
  }

  @Test
  void a_subject_an_artifact_type_and_annotations_are_read() {
    var more =
        ",\"subject\":%s,\"artifactType\":\"text/sbom\",\"annotations\":{\"k\":\"v\"}"
            .formatted(descriptor(LAYER, ""));
    var manifest = parse(image(more), IMAGE);
    assertThat(manifest.subject()).contains(LAYER);
    assertThat(manifest.artifactType()).contains("text/sbom");
    assertThat(manifest.annotations()).containsEntry("k", "v");
  }

  @Test
  void without_a_content_type_the_field_decides() {
    var json = image(",\"mediaType\":\"%s\"".formatted(MediaType.DOCKER_IMAGE.text()));
    assertThat(parse(json, "").mediaType()).isEqualTo(MediaType.DOCKER_IMAGE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "blah",
        "[]",
        "7",
        "{}",
        "{\"schemaVersion\":1,\"config\":{},\"layers\":[]}",
        "{\"schemaVersion\":2,\"layers\":[]}",
        "{\"schemaVersion\":2,\"config\":{},\"layers\":[]}",
        "{\"schemaVersion\":2,\"layers\":[],\"manifests\":[]}",
        "{\"schemaVersion\":2,\"mediaType\":\"application/other\"}",
        "{\"schemaVersion\":2,\"schemaVersion\":2}"
      })
  void what_is_not_an_image_is_refused(String json) {
    assertThatExceptionOfType(RegistryException.class).isThrownBy(() -> parse(json, IMAGE));
  }

  @Test
  void a_header_and_a_field_that_differ_are_refused() {
    var json = image(",\"mediaType\":\"%s\"".formatted(MediaType.OCI_INDEX.text()));
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> parse(json, IMAGE))
        .extracting(RegistryException::code)
        .isEqualTo(ErrorCode.MANIFEST_INVALID);
  }

  @Test
  void a_type_that_is_not_kept_here_is_refused() {
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> parse(image(""), "application/json"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void broken_bytes_are_a_manifest_or_an_error_of_ours(long seed) {
    var random = new Random(seed);
    var original = image(",\"subject\":" + descriptor(LAYER, "")).getBytes(StandardCharsets.UTF_8);
    var refused = 0;
    for (var round = 0; round < 5_000; round++) {
      var bytes = original.clone();
      for (var hit = 0; hit <= random.nextInt(4); hit++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(Manifest.parse(bytes, IMAGE).digest()).isEqualTo(Digest.of(bytes));
      } catch (RegistryException e) {
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }
}
