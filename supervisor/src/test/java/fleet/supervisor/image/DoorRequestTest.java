package fleet.supervisor.image;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.release.Digest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoorRequestTest {
  private static final Digest DIGEST = Digest.of("blob".getBytes(StandardCharsets.UTF_8));

  @Test
  void it_reads_the_three_things_that_an_engine_asks() {
    assertThat(DoorRequest.parse("/v2/", "p")).contains(new DoorRequest.Ping());
    assertThat(DoorRequest.parse("/v2/p/berlin/web/blobs/" + DIGEST, "p"))
        .contains(new DoorRequest.Blob("berlin/web", DIGEST));
    assertThat(DoorRequest.parse("/v2/p/berlin/web/manifests/" + DIGEST, "p"))
        .contains(new DoorRequest.Manifest("berlin/web", DIGEST));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/v2/p/berlin/web/manifests/latest",
        "/v2/other/berlin/web/blobs/sha256:0000000000000000000000000000000000000000000000000000000000000000",
        "/v2/berlin/web/blobs/sha256:0000000000000000000000000000000000000000000000000000000000000000",
        "/v2/p/../web/blobs/sha256:0000000000000000000000000000000000000000000000000000000000000000",
        "/v2/p/berlin/web/blobs/sha256:00",
        "/v2/p/berlin/web/uploads/"
      })
  void anything_else_is_nothing(String path) {
    assertThat(DoorRequest.parse(path, "p")).isEmpty();
  }
}
