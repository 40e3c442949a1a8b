package fleet.registry;

import static fleet.registry.RegistryClient.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.release.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk of eight megabytes. Needs root, to mount it. */
class FullDiskIT {
  @TempDir static Path disk;
  static TestRegistry registry;
  static RegistryClient client;

  @BeforeAll
  static void start() throws Exception {
    run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", disk.toString());
    registry = TestRegistry.start(disk.resolve("data"));
    client = new RegistryClient(registry, "berlin/web");
  }

  @AfterAll
  static void stop() throws Exception {
    registry.close();
    run("umount", disk.toString());
  }

  private static void run(String... command) throws IOException, InterruptedException {
    var process = new ProcessBuilder(command).inheritIO().start();
    assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
  }

  @Test
  void what_cannot_fit_is_refused_before_it_is_sent() {
    var content = bytes(1, 20_000_000);
    var path = client.path("blobs/uploads/?digest=" + Digest.of(content));
    var answer = client.send("POST", path, content);
    assertThat(answer.statusCode()).isEqualTo(507);
    assertThat(answer.body()).asString().contains("NO_SPACE");
  }

  @Test
  void a_disk_that_fills_up_is_told_and_gets_its_space_back() {
    var content = bytes(2, 20_000_000);
    var upload = client.startUpload();
    var stream = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(content));
    var answer = client.send("PATCH", upload, stream, Map.of());
    assertThat(answer.statusCode()).isEqualTo(507);
    assertThat(client.get(upload).statusCode()).isEqualTo(404);
    var small = bytes(3, 3_000_000);
    var digest = client.pushBlob(small);
    assertThat(client.get(client.path("blobs/" + digest)).body()).isEqualTo(small);
  }
}
