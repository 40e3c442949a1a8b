package fleet.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fleet.contract.Json;
import fleet.contract.release.Digest;
import fleet.contract.release.Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BaseImageTest {
  private static final List<BaseImage.Layer> LAYERS =
      Stream.of(Platform.LINUX_AMD64, Platform.LINUX_ARM64, Platform.LINUX_ARM_V7)
          .map(BaseImageTest::layer)
          .toList();

  @Test
  void the_index_names_one_manifest_for_each_platform() throws IOException {
    var image = BaseImage.of(LAYERS);

    var entries = read(image.index()).path("manifests");

    assertThat(entries).hasSize(3);
    for (var at = 0; at < 3; at++) {
      var manifest = image.manifests().get(at);
      assertThat(entries.get(at).path("digest").asText()).isEqualTo(manifest.digest().toString());
      assertThat(entries.get(at).path("size").asInt()).isEqualTo(manifest.size());
    }
    assertThat(entries.findValuesAsText("architecture")).containsExactly("amd64", "arm64", "arm");
    assertThat(entries.findValuesAsText("variant")).containsExactly("v7");
  }

  @Test
  void every_digest_that_a_manifest_names_is_among_the_blobs() throws IOException {
    var image = BaseImage.of(LAYERS);
    var known = image.blobs().stream().map(blob -> blob.digest().toString()).toList();

    for (var manifest : image.manifests()) {
      var document = read(manifest);
      assertThat(known)
          .contains(
              document.at("/config/digest").asText(), document.at("/layers/0/digest").asText());
    }
  }

  @Test
  void the_configuration_records_architecture_and_diff_id() throws IOException {
    var config = read(BaseImage.of(LAYERS.subList(2, 3)).blobs().getLast());

    assertThat(config.at("/architecture").asText()).isEqualTo("arm");
    assertThat(config.at("/variant").asText()).isEqualTo("v7");
    assertThat(config.at("/rootfs/diff_ids/0").asText())
        .isEqualTo(LAYERS.get(2).diffId().toString());
  }

  @Test
  void the_same_layers_give_the_same_image() {
    assertThat(BaseImage.of(LAYERS).index().digest())
        .isEqualTo(BaseImage.of(LAYERS).index().digest());
  }

  private static BaseImage.Layer layer(Platform platform) {
    var bytes = platform.toString().getBytes(StandardCharsets.UTF_8);
    return new BaseImage.Layer(platform, new Content(bytes), Digest.of(bytes));
  }

  private static JsonNode read(Content content) throws IOException {
    return Json.mapper().readTree(content.bytes());
  }
}
