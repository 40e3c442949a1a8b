package fleet.registry;

import static fleet.registry.RegistryClient.OCI_IMAGE;
import static fleet.registry.RegistryClient.bytes;
import static fleet.registry.RegistryClient.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fleet.contract.release.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What outlives the process, and what stops it from starting. */
class RestartIT {
  @TempDir Path folder;
  private TestRegistry registry;
  private RegistryClient client;

  @BeforeEach
  void start() {
    registry = TestRegistry.start(folder);
    client = new RegistryClient(registry, "berlin/web");
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void everything_is_there_after_a_restart_and_an_upload_goes_on() {
    var content = bytes(1, 400_000);
    var config = client.pushBlob("{}".getBytes(StandardCharsets.UTF_8));
    var manifest =
        "{\"schemaVersion\":2,\"config\":{\"digest\":\"%s\",\"size\":2},\"layers\":[]}"
            .formatted(config)
            .getBytes(StandardCharsets.UTF_8);
    client.putManifest("v1", OCI_IMAGE, manifest);
    var upload = client.startUpload();
    client.send("PATCH", upload, Arrays.copyOf(content, 150_000));

    registry.restart();

    assertThat(client.get(client.path("manifests/v1")).body()).isEqualTo(manifest);
    assertThat(client.get(client.path("blobs/" + config)).body()).asString().isEqualTo("{}");
    assertThat(header(client.get(upload), "Range")).isEqualTo("0-149999");
    var rest = Arrays.copyOfRange(content, 150_000, content.length);
    var put = client.send("PUT", upload + "?digest=" + Digest.of(content), rest);
    assertThat(put.statusCode()).isEqualTo(201);
    assertThat(client.get(client.path("blobs/" + Digest.of(content))).body()).isEqualTo(content);
  }

  @Test
  void an_upload_that_nobody_added_to_for_a_day_is_cleared() throws IOException {
    var old = client.startUpload();
    var young = client.startUpload();
    var file = folder.resolve("uploads").resolve(old.substring(old.lastIndexOf('/') + 1));
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(25))));
    Jdbi.create(registry.database())
        .useHandle(handle ->
            handle.execute(
                "update registry.upload_sessions set started_at = now() - interval '2 days'"));

    await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(sessions()).isOne());

    assertThat(file).doesNotExist();
    assertThat(client.get(old).statusCode()).isEqualTo(404);
    assertThat(client.get(young).statusCode()).isEqualTo(204);
  }

  private long sessions() {
    return Jdbi.create(registry.database())
        .withHandle(handle ->
            handle
                .createQuery("select count(*) from registry.upload_sessions")
                .mapTo(Long.class)
                .one());
  }

  @Test
  void a_port_in_use_is_named() {
    var config =
        new RegistryConfig(
            List.of("127.0.0.1"),
            registry.port(),
            folder.resolve("second"),
            registry.api().url(),
            FakeApi.SERVICE_KEY);
    try (var second = new RegistryServer(config, registry.database())) {
      assertThatThrownBy(second::start)
          .hasMessage("port %d on 127.0.0.1 is in use".formatted(registry.port()));
    }
  }

  @Test
  void a_folder_that_cannot_be_made_is_named() throws IOException {
    var file = Files.writeString(folder.resolve("file"), "in the way");
    var config =
        new RegistryConfig(
            List.of("127.0.0.1"), 0, file, registry.api().url(), FakeApi.SERVICE_KEY);
    try (var second = new RegistryServer(config, registry.database())) {
      assertThatThrownBy(second::start).hasMessageContaining(file.toString());
    }
  }
}
