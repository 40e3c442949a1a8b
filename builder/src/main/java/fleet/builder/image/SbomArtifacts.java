package fleet.builder.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fleet.builder.sbom.LayerBytes;
import fleet.builder.sbom.Sbom;
import fleet.contract.Json;
import fleet.contract.identity.Secret;
import fleet.contract.node.SbomRequest;
import fleet.contract.release.Digest;
import fleet.contract.release.Layer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Documents about images in their registry, as OCI artifacts whose subject is the image, so that
 * other tools find them as its referrers; and a tag each, for registries without referrers.
 * Blocking, thread-safe.
 *
 * <pre>
 * FLEET/SERVICE:sbom-1-DIGEST {"artifactType":"application/spdx+json","config":{},
 *   "layers":[{"mediaType":"application/spdx+json",..}],"subject":{the image}}
 * </pre>
 */
final class SbomArtifacts {
  /** Raised when documents would say more than those that are kept. */
  private static final int EDITION = 1;

  private static final String MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";
  private static final String EMPTY_TYPE = "application/vnd.oci.empty.v1+json";
  private static final byte[] EMPTY = "{}".getBytes(StandardCharsets.UTF_8);
  private static final long MAX_MANIFEST_BYTES = 1L << 20;
  private static final long MAX_DOCUMENT_BYTES = 128L << 20;

  private final RegistryHttp http;
  private final RegistryClient client;

  SbomArtifacts(HttpClient http, URI registry) {
    this.http = new RegistryHttp(http, registry);
    this.client = new RegistryClient(http, registry);
  }

  /** The document about an image; nothing when none is kept. */
  Optional<byte[]> find(SbomRequest request, Secret token) {
    var manifest =
        http.request(manifestOf(request), token).header("Accept", MANIFEST_TYPE).GET().build();
    return http.find(manifest, MAX_MANIFEST_BYTES)
        .map(body -> Json.read(body, JsonNode.class).path("layers").path(0).path("digest"))
        .map(digest -> Digest.parse(digest.asText()))
        .flatMap(digest -> {
          var blob = http.request(blob(request.repository(), digest), token).GET().build();
          return http.find(blob, MAX_DOCUMENT_BYTES).filter(it -> Digest.of(it).equals(digest));
        });
  }

  /** Keeps a document about an image. */
  void put(SbomRequest request, byte[] document, Secret token) {
    putBlob(request.repository(), EMPTY, token);
    putBlob(request.repository(), document, token);
    var body = Json.writeBytes(manifest(request, document, token));
    var put =
        http.request(manifestOf(request), token)
            .header("Content-Type", MANIFEST_TYPE)
            .PUT(BodyPublishers.ofByteArray(body));
    var _ = http.send(put.build());
  }

  /** The layers of the image, each checked against its digest as it is read. */
  List<LayerBytes> layers(SbomRequest request, Secret token) {
    return request.image().layers().stream()
        .<LayerBytes>map(layer -> () -> open(request.repository(), layer, token))
        .toList();
  }

  private VerifiedStream open(String repository, Layer layer, Secret token) {
    var get = http.request(blob(repository, layer.digest()), token).GET().build();
    return new VerifiedStream(http.open(get), layer.digest());
  }

  private ObjectNode manifest(SbomRequest request, byte[] document, Secret token) {
    var subject = client.manifest(request.repository(), request.image().manifest(), token);
    var body = Json.mapper().createObjectNode();
    body.put("schemaVersion", 2).put("mediaType", MANIFEST_TYPE);
    body.put("artifactType", Sbom.MEDIA_TYPE);
    describe(body.putObject("config"), EMPTY_TYPE, EMPTY);
    describe(body.putArray("layers").addObject(), Sbom.MEDIA_TYPE, document);
    body.putObject("subject")
        .put("mediaType", subject.mediaType())
        .put("digest", subject.digest().toString())
        .put("size", subject.size());
    body.putObject("annotations")
        .put("org.opencontainers.image.created", request.created().toString());
    return body;
  }

  private static void describe(ObjectNode descriptor, String mediaType, byte[] content) {
    descriptor
        .put("mediaType", mediaType)
        .put("digest", Digest.of(content).toString())
        .put("size", content.length);
  }

  private void putBlob(String repository, byte[] content, Secret token) {
    var location = http.beginUpload(repository, token);
    var end =
        http.request(RegistryHttp.end(location, Digest.of(content)), token)
            .header("Content-Type", "application/octet-stream")
            .PUT(BodyPublishers.ofByteArray(content));
    var _ = http.send(end.build());
  }

  private static String manifestOf(SbomRequest request) {
    return "%s/manifests/sbom-%d-%s"
        .formatted(request.repository(), EDITION, request.image().manifest().hex());
  }

  private static String blob(String repository, Digest digest) {
    return "%s/blobs/%s".formatted(repository, digest);
  }
}
