package fleet.registry;

import static fleet.registry.RegistryClient.OCI_IMAGE;
import static fleet.registry.RegistryClient.OCI_INDEX;
import static fleet.registry.RegistryClient.bytes;
import static fleet.registry.RegistryClient.header;
import static fleet.registry.RegistryClient.location;
import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.Json;
import fleet.contract.release.Digest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Manifests, discovery and management, as the conformance suite of OCI Distribution 1.1 asks. */
class ManifestsIT {
  private static final String DOCKER_IMAGE = "application/vnd.docker.distribution.manifest.v2+json";

  @TempDir static Path folder;
  static TestRegistry registry;
  private RegistryClient client;
  private byte[] image = {};
  private Digest digest = Digest.of(image);
  private Digest layer = digest;

  @BeforeAll
  static void start() {
    registry = TestRegistry.start(folder);
  }

  @AfterAll
  static void stop() {
    registry.close();
  }

  /** Each test has a repository of its own, with the blobs of one image in it. */
  @BeforeEach
  void pushBlobs(TestInfo test) {
    var name = Integer.toHexString(test.getDisplayName().hashCode());
    client = new RegistryClient(registry, "berlin/" + name);
    layer = client.pushBlob(bytes(1, 1_000));
    image = image("");
    digest = Digest.of(image);
  }

  private byte[] image(String more) {
    var config = client.pushBlob("{}".getBytes(StandardCharsets.UTF_8));
    return """
    {"schemaVersion":2,
     "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":2},
     "layers":[{"mediaType":"application/x","digest":"%s","size":1000}]%s}\
    """
        .formatted(config, layer, more)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] index(Digest... manifests) {
    var entries =
        List.of(manifests).stream()
            .map(entry -> Map.of("mediaType", OCI_IMAGE, "digest", entry, "size", 10))
            .toList();
    return Json.writeBytes(Map.of("schemaVersion", 2, "manifests", entries));
  }

  private HttpResponse<byte[]> get(String reference) {
    return client.get(client.path("manifests/" + reference));
  }

  private HttpResponse<byte[]> delete(String path) {
    return client.send("DELETE", client.path(path), new byte[0]);
  }

  @Test
  void a_manifest_comes_back_byte_for_byte_by_tag_and_by_digest() {
    var put = client.putManifest("v1", OCI_IMAGE, image);
    assertThat(put.statusCode()).isEqualTo(201);
    assertThat(header(put, "Docker-Content-Digest")).isEqualTo(digest.toString());
    assertThat(location(put)).isEqualTo(client.path("manifests/" + digest));
    for (var reference : List.of("v1", digest.toString())) {
      var got = get(reference);
      assertThat(got.statusCode()).isEqualTo(200);
      assertThat(got.body()).isEqualTo(image);
      assertThat(header(got, "Content-Type")).isEqualTo(OCI_IMAGE);
      assertThat(header(got, "Docker-Content-Digest")).isEqualTo(digest.toString());
    }
  }

  @Test
  void head_and_if_none_match_send_no_body() {
    client.putManifest("v1", OCI_IMAGE, image);
    var path = client.path("manifests/v1");
    var head = client.send("HEAD", path, BodyPublishers.noBody(), Map.of());
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(header(head, "Content-Length")).isEqualTo(String.valueOf(image.length));
    var held = Map.of("If-None-Match", "\"" + digest + "\"");
    assertThat(client.send("GET", path, BodyPublishers.noBody(), held).statusCode()).isEqualTo(304);
  }

  @Test
  void docker_manifests_are_kept_too() {
    assertThat(client.putManifest("v1", DOCKER_IMAGE, image).statusCode()).isEqualTo(201);
    assertThat(header(get("v1"), "Content-Type")).isEqualTo(DOCKER_IMAGE);
  }

  @Test
  void a_manifest_by_another_digest_is_refused() {
    var answer = client.putManifest(Digest.of(new byte[] {1}).value(), OCI_IMAGE, image);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).asString().contains("DIGEST_INVALID");
    assertThat(client.putManifest(digest.value(), OCI_IMAGE, image).statusCode()).isEqualTo(201);
  }

  @Test
  void a_manifest_whose_blobs_are_missing_is_refused_and_not_kept() {
    layer = Digest.of(bytes(99, 99));
    var broken = image("");
    var answer = client.putManifest("v1", OCI_IMAGE, broken);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).asString().contains("MANIFEST_BLOB_UNKNOWN", layer.value());
    assertThat(get("v1").statusCode()).isEqualTo(404);
    assertThat(get(Digest.of(broken).value()).statusCode()).isEqualTo(404);
  }

  @Test
  void an_index_needs_its_manifests() {
    var index = index(digest);
    var early = client.putManifest("all", OCI_INDEX, index);
    assertThat(early.statusCode()).isEqualTo(400);
    assertThat(early.body()).asString().contains("MANIFEST_BLOB_UNKNOWN");
    client.putManifest(digest.value(), OCI_IMAGE, image);
    assertThat(client.putManifest("all", OCI_INDEX, index).statusCode()).isEqualTo(201);
    assertThat(get("all").body()).isEqualTo(index);
  }

  @Test
  void what_is_not_a_manifest_is_refused() {
    var answer = client.putManifest("v1", OCI_IMAGE, "blah".getBytes(StandardCharsets.UTF_8));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).asString().contains("MANIFEST_INVALID");
  }

  @Test
  void a_manifest_over_four_megabytes_is_refused() {
    var answer = client.putManifest("v1", OCI_IMAGE, new byte[4 * 1024 * 1024 + 1]);
    assertThat(answer.statusCode()).isEqualTo(413);
  }

  @Test
  void an_unknown_manifest_is_unknown() {
    for (var reference : List.of("nothing", ".INVALID_MANIFEST_NAME", digest.value())) {
      var answer = get(reference);
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body()).asString().contains("MANIFEST_UNKNOWN");
    }
  }

  @Test
  void a_tag_moves_to_the_manifest_that_was_pushed_last() {
    client.putManifest("v1", OCI_IMAGE, image);
    var newer = image(",\"annotations\":{\"a\":\"b\"}");
    client.putManifest("v1", OCI_IMAGE, newer);
    assertThat(get("v1").body()).isEqualTo(newer);
    assertThat(get(digest.value()).body()).isEqualTo(image);
  }

  record TagList(String name, List<String> tags) {}

  private HttpResponse<byte[]> tags(String query) {
    return client.get(client.path("tags/list" + query));
  }

  private static List<String> names(HttpResponse<byte[]> answer) {
    return Json.read(answer.body(), TagList.class).tags();
  }

  @Test
  void tags_are_listed_in_order_and_in_pages() {
    for (var tag : List.of("b", "A", "c", "a")) {
      client.putManifest(tag, OCI_IMAGE, image);
    }
    assertThat(names(tags(""))).containsExactly("A", "a", "b", "c");
    var page = tags("?n=3");
    assertThat(names(page)).containsExactly("A", "a", "b");
    assertThat(header(page, "Link"))
        .isEqualTo("<%s?n=3&last=b>; rel=\"next\"".formatted(client.path("tags/list")));
    var last = tags("?n=3&last=b");
    assertThat(names(last)).containsExactly("c");
    assertThat(header(last, "Link")).isEmpty();
    assertThat(names(tags("?n=0"))).isEmpty();
  }

  @Test
  void tags_of_no_repository_are_unknown() {
    var nobody = new RegistryClient(registry, "nobody/here");
    var answer = nobody.get(nobody.path("tags/list"));
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).asString().contains("NAME_UNKNOWN");
  }

  @Test
  void referrers_are_listed_by_subject_and_filtered_by_type() {
    var subject =
        ",\"subject\":{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}"
            .formatted(OCI_IMAGE, digest, image.length);
    var bill = image(subject + ",\"artifactType\":\"text/sbom\",\"annotations\":{\"k\":\"v\"}");
    var put = client.putManifest(Digest.of(bill).value(), OCI_IMAGE, bill);
    assertThat(put.statusCode()).as("the subject need not be there").isEqualTo(201);
    assertThat(header(put, "OCI-Subject")).isEqualTo(digest.value());
    client.putManifest("sig", OCI_IMAGE, image(subject + ",\"artifactType\":\"text/sig\""));
    var all = client.get(client.path("referrers/" + digest));
    assertThat(header(all, "Content-Type")).isEqualTo(OCI_INDEX);
    assertThat(all.body()).asString().contains("text/sbom", "text/sig", "{\"k\":\"v\"}");
    var bills = client.get(client.path("referrers/" + digest + "?artifactType=text/sbom"));
    assertThat(header(bills, "OCI-Filters-Applied")).isEqualTo("artifactType");
    assertThat(bills.body())
        .asString()
        .contains(Digest.of(bill).value())
        .doesNotContain("text/sig");
  }

  @Test
  void nobody_about_it_is_an_empty_index() {
    var answer = client.get(client.path("referrers/" + digest));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).asString().contains("\"manifests\":[]");
  }

  @Test
  void a_deleted_tag_leaves_the_manifest() {
    client.putManifest("v1", OCI_IMAGE, image);
    assertThat(delete("manifests/v1").statusCode()).isEqualTo(202);
    assertThat(get("v1").statusCode()).isEqualTo(404);
    assertThat(get(digest.value()).statusCode()).isEqualTo(200);
    assertThat(delete("manifests/v1").statusCode()).isEqualTo(404);
  }

  @Test
  void a_deleted_manifest_takes_its_tags_along_and_frees_its_blobs() {
    client.putManifest("v1", OCI_IMAGE, image);
    assertThat(delete("blobs/" + layer).statusCode()).as("still needed").isEqualTo(405);
    assertThat(delete("manifests/" + digest).statusCode()).isEqualTo(202);
    assertThat(get("v1").statusCode()).isEqualTo(404);
    assertThat(names(tags(""))).isEmpty();
    assertThat(delete("blobs/" + layer).statusCode()).isEqualTo(202);
  }

  @Test
  void a_manifest_that_an_index_needs_is_not_deleted() {
    client.putManifest(digest.value(), OCI_IMAGE, image);
    var index = index(digest);
    client.putManifest("all", OCI_INDEX, index);
    assertThat(delete("manifests/" + digest).statusCode()).isEqualTo(405);
    assertThat(delete("manifests/" + Digest.of(index)).statusCode()).isEqualTo(202);
    assertThat(delete("manifests/" + digest).statusCode()).isEqualTo(202);
  }
}
