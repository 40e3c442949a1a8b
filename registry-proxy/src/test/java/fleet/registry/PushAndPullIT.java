package fleet.registry;

import static fleet.registry.RegistryClient.header;
import static fleet.registry.RegistryClient.location;
import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.release.Digest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blobs through real HTTP. */
class PushAndPullIT {
  @TempDir static Path folder;
  static TestRegistry registry;
  static RegistryClient client;

  @BeforeAll
  static void start() {
    registry = TestRegistry.start(folder);
    client = new RegistryClient(registry, "berlin/web");
  }

  @AfterAll
  static void stop() {
    registry.close();
  }

  static byte[] random(int seed, int size) {
    var bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  @Test
  void a_streamed_upload_comes_back_byte_for_byte() {
    var content = random(1, 5_000_000);
    var digest = Digest.of(content);
    var upload = client.startUpload();
    var patched = client.send("PATCH", upload, content);
    assertThat(patched.statusCode()).isEqualTo(202);
    assertThat(header(patched, "Range")).isEqualTo("0-4999999");
    var put = client.send("PUT", location(patched) + "?digest=" + digest, new byte[0]);
    assertThat(put.statusCode()).isEqualTo(201);
    assertThat(location(put)).isEqualTo("/v2/berlin/web/blobs/" + digest);
    var got = client.get(location(put));
    assertThat(got.statusCode()).isEqualTo(200);
    assertThat(got.body()).isEqualTo(content);
    assertThat(header(got, "Docker-Content-Digest")).isEqualTo(digest.toString());
  }

  @Test
  void a_range_is_served_as_a_part() {
    var content = random(2, 100_000);
    var digest = client.pushBlob(content);
    var part =
        client.send(
            "GET",
            client.path("blobs/" + digest),
            BodyPublishers.noBody(),
            Map.of("Range", "bytes=99990-"));
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(header(part, "Content-Range")).isEqualTo("bytes 99990-99999/100000");
    assertThat(part.body()).isEqualTo(java.util.Arrays.copyOfRange(content, 99_990, 100_000));
  }
}
