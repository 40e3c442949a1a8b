package fleet.builder.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fleet.contract.release.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class PushStreamTest {
  private static final String DIGEST = "sha256:" + "0f".repeat(32);

  @Test
  void an_engine_with_its_graph_driver_tells_the_digest_apart() throws IOException {
    assertThat(
            read(
                """
                {"status":"Pushed","id":"d818cc649faf"}
                {"progressDetail":{},"aux":{"Tag":"1","Digest":"%s","Size":695}}
                """
                    .formatted(DIGEST)))
        .isEqualTo(Digest.parse(DIGEST));
  }

  @Test
  void one_with_containerds_store_tells_it_in_its_last_line() throws IOException {
    assertThat(read("{\"status\":\"1: digest: %s size: 695\"}".formatted(DIGEST)))
        .isEqualTo(Digest.parse(DIGEST));
  }

  @Test
  void an_error_or_no_digest_is_no_push() {
    assertThatThrownBy(() -> read("{\"errorDetail\":{\"message\":\"denied\"}}"))
        .hasMessage("the build engine could not push: denied");
    assertThatThrownBy(() -> read("{\"status\":\"Pushed\"}"))
        .hasMessage("the build engine could not push: it gave no digest");
  }

  private static Digest read(String body) throws IOException {
    return PushStream.read(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
  }
}
