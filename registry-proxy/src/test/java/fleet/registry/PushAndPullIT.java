package fleet.registry;

import static fleet.registry.RegistryClient.bytes;
import static fleet.registry.RegistryClient.header;
import static fleet.registry.RegistryClient.location;
import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.identity.RegistryAccess;
import fleet.contract.release.Digest;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blobs, in the order in which the conformance suite of OCI Distribution 1.1 asks for them. */
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

  @Test
  void the_door_says_what_it_is() {
    var answer = client.get("/v2/");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "Docker-Distribution-Api-Version")).isEqualTo("registry/2.0");
  }

  @Test
  void a_streamed_upload_comes_back_byte_for_byte() {
    var content = bytes(1, 5_000_000);
    var digest = Digest.of(content);
    var stream = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(content));
    var patched = client.send("PATCH", client.startUpload(), stream, Map.of());
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
  void a_blob_may_come_whole_with_the_last_request() {
    var content = bytes(2, 70_000);
    var digest = Digest.of(content);
    var put = client.send("PUT", client.startUpload() + "?digest=" + digest, content);
    assertThat(put.statusCode()).isEqualTo(201);
    assertThat(client.get(client.path("blobs/" + digest)).body()).isEqualTo(content);
  }

  @Test
  void a_blob_may_come_whole_with_the_first_request() {
    var content = bytes(3, 70_000);
    var digest = client.pushBlob(content);
    assertThat(client.get(client.path("blobs/" + digest)).body()).isEqualTo(content);
  }

  @Test
  void the_empty_blob_is_a_blob() {
    var digest = client.pushBlob(new byte[0]);
    var got = client.get(client.path("blobs/" + digest));
    assertThat(got.statusCode()).isEqualTo(200);
    assertThat(got.body()).isEmpty();
  }

  @Test
  void chunks_are_taken_in_order_only() {
    var content = bytes(4, 3_000);
    var upload = client.startUpload();
    assertThat(chunk(upload, content, 1_000, 2_000).statusCode()).isEqualTo(416);
    assertThat(chunk(upload, content, 0, 1_000).statusCode()).isEqualTo(202);
    var again = chunk(upload, content, 0, 1_000);
    assertThat(again.statusCode()).isEqualTo(416);
    assertThat(header(again, "Range")).isEqualTo("0-999");
    assertThat(again.body()).asString().contains("RANGE_INVALID");
    var status = client.get(upload);
    assertThat(status.statusCode()).isEqualTo(204);
    assertThat(header(status, "Range")).isEqualTo("0-999");
    assertThat(location(status)).isEqualTo(upload);
    assertThat(chunk(upload, content, 1_000, 2_000).statusCode()).isEqualTo(202);
    var rest = Arrays.copyOfRange(content, 2_000, 3_000);
    var put = client.send("PUT", upload + "?digest=" + Digest.of(content), rest);
    assertThat(put.statusCode()).isEqualTo(201);
    assertThat(client.get(location(put)).body()).isEqualTo(content);
  }

  private static java.net.http.HttpResponse<byte[]> chunk(
      String upload, byte[] content, int from, int to) {
    return client.send(
        "PATCH",
        upload,
        BodyPublishers.ofByteArray(content, from, to - from),
        Map.of("Content-Range", "%d-%d".formatted(from, to - 1)));
  }

  @Test
  void a_chunk_of_another_length_than_it_says_is_refused() {
    var answer =
        client.send(
            "PATCH",
            client.startUpload(),
            BodyPublishers.ofByteArray(new byte[10]),
            Map.of("Content-Range", "0-99"));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).asString().contains("SIZE_INVALID");
  }

  @Test
  void a_cancelled_upload_is_over() {
    var upload = client.startUpload();
    assertThat(client.send("DELETE", upload, new byte[0]).statusCode()).isEqualTo(204);
    var after = client.get(upload);
    assertThat(after.statusCode()).isEqualTo(404);
    assertThat(after.body()).asString().contains("BLOB_UPLOAD_UNKNOWN");
  }

  @Test
  void an_upload_belongs_to_its_repository() {
    var upload = client.startUpload();
    var other = new RegistryClient(registry, "paris/web");
    var answer = other.get(upload.replace("berlin/web", "paris/web"));
    assertThat(answer.statusCode()).isEqualTo(404);
  }

  @Test
  void other_bytes_than_promised_are_refused() {
    var promised = Digest.of(bytes(5, 10));
    var put = client.send("PUT", client.startUpload() + "?digest=" + promised, bytes(6, 10));
    assertThat(put.statusCode()).isEqualTo(400);
    assertThat(put.body()).asString().contains("DIGEST_INVALID");
    assertThat(client.get(client.path("blobs/" + promised)).statusCode()).isEqualTo(404);
  }

  @Test
  void head_says_what_get_would() {
    var digest = client.pushBlob(bytes(7, 12_345));
    var head =
        client.send("HEAD", client.path("blobs/" + digest), BodyPublishers.noBody(), Map.of());
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(header(head, "Content-Length")).isEqualTo("12345");
    assertThat(head.body()).isEmpty();
    var missing = client.path("blobs/" + Digest.of(bytes(8, 8)));
    assertThat(client.send("HEAD", missing, BodyPublishers.noBody(), Map.of()).statusCode())
        .isEqualTo(404);
  }

  @Test
  void an_unknown_blob_is_unknown() {
    var answer = client.get(client.path("blobs/" + Digest.of(bytes(9, 9))));
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(header(answer, "Content-Type")).isEqualTo("application/json");
    assertThat(answer.body()).asString().startsWith("{\"errors\":[{\"code\":\"BLOB_UNKNOWN\"");
  }

  @Test
  void a_range_is_served_as_a_part() {
    var content = bytes(10, 100_000);
    var path = client.path("blobs/" + client.pushBlob(content));
    var part = get(path, "Range", "bytes=99990-");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(header(part, "Content-Range")).isEqualTo("bytes 99990-99999/100000");
    assertThat(part.body()).isEqualTo(Arrays.copyOfRange(content, 99_990, 100_000));
    var past = get(path, "Range", "bytes=100000-");
    assertThat(past.statusCode()).isEqualTo(416);
    assertThat(header(past, "Content-Range")).isEqualTo("bytes */100000");
  }

  @Test
  void a_blob_that_the_client_holds_is_not_sent() {
    var digest = client.pushBlob(bytes(11, 1_000));
    var answer = get(client.path("blobs/" + digest), "If-None-Match", "\"" + digest + "\"");
    assertThat(answer.statusCode()).isEqualTo(304);
    assertThat(answer.body()).isEmpty();
  }

  private static java.net.http.HttpResponse<byte[]> get(String path, String name, String value) {
    return client.send("GET", path, BodyPublishers.noBody(), Map.of(name, value));
  }

  @Test
  void a_blob_is_mounted_from_a_repository_that_the_token_opens() {
    var content = bytes(12, 1_000);
    var digest = client.pushBlob(content);
    var query = "/v2/rome/web/blobs/uploads/?from=berlin/web&mount=" + digest;
    var rome = RegistryAccess.push("rome/web");
    var closed = post(query, registry.api().token(rome));
    assertThat(closed.statusCode()).as("an upload instead").isEqualTo(202);
    var open = post(query, registry.api().token(rome, RegistryAccess.pull("berlin/web")));
    assertThat(open.statusCode()).isEqualTo(201);
    var got = new RegistryClient(registry, "rome/web").get(location(open));
    assertThat(got.body()).isEqualTo(content);
  }

  @Test
  void a_mount_of_what_is_not_there_becomes_an_upload() {
    var missing = Digest.of(bytes(13, 13));
    var token =
        registry.api().token(RegistryAccess.push("oslo/web"), RegistryAccess.pull("berlin/web"));
    var answer = post("/v2/oslo/web/blobs/uploads/?from=berlin/web&mount=" + missing, token);
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(location(answer)).startsWith("/v2/oslo/web/blobs/uploads/");
  }

  private static java.net.http.HttpResponse<byte[]> post(String path, String token) {
    return client.sendAs("Bearer " + token, "POST", path, BodyPublishers.noBody(), Map.of());
  }

  @Test
  void a_blob_is_not_shown_by_a_repository_that_it_was_not_pushed_to() {
    var digest = client.pushBlob(bytes(14, 100));
    var other = new RegistryClient(registry, "paris/web");
    assertThat(other.get(other.path("blobs/" + digest)).statusCode()).isEqualTo(404);
  }

  @Test
  void a_deleted_blob_is_gone_from_its_repository_and_stays_in_others() {
    var content = bytes(15, 100);
    var digest = client.pushBlob(content);
    var other = new RegistryClient(registry, "paris/web");
    other.pushBlob(content);
    assertThat(client.send("DELETE", client.path("blobs/" + digest), new byte[0]).statusCode())
        .isEqualTo(202);
    assertThat(client.get(client.path("blobs/" + digest)).statusCode()).isEqualTo(404);
    assertThat(client.send("DELETE", client.path("blobs/" + digest), new byte[0]).statusCode())
        .isEqualTo(404);
    assertThat(other.get(other.path("blobs/" + digest)).body()).isEqualTo(content);
    assertThat(other.send("DELETE", other.path("blobs/" + digest), new byte[0]).statusCode())
        .isEqualTo(202);
    var hex = digest.hex();
    assertThat(folder.resolve("blobs/sha256").resolve(hex.substring(0, 2)).resolve(hex))
        .doesNotExist();
  }
}
