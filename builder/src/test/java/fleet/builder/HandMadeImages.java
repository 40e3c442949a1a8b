package fleet.builder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fleet.contract.Json;
import fleet.contract.release.Digest;
import fleet.contract.release.Platform;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;

/** Images that no engine made, put into a registry by its API. */
final class HandMadeImages implements AutoCloseable {
  static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  static final String INDEX = "application/vnd.oci.image.index.v1+json";
  private static final String CONFIG = "application/vnd.oci.image.config.v1+json";
  private static final String LAYER = "application/vnd.oci.image.layer.v1.tar";

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI registry;

  HandMadeImages(URI registry) {
    this.registry = registry;
  }

  /** An image of one plain layer. */
  Digest put(String repository, String tag, Platform platform, byte[] layer) throws Exception {
    var config = config(platform);
    config
        .putObject("rootfs")
        .put("type", "layers")
        .putArray("diff_ids")
        .add(Digest.of(layer).toString());
    return put(repository, tag, Json.writeBytes(config), List.of(layer));
  }

  /** The layers of an image of the registry, with a configuration that says something else. */
  Digest relabel(String repository, String from, String to, Platform claim) throws Exception {
    var manifest =
        Json.read(
            get(
                repository,
                "manifests/" + from,
                MANIFEST + ", application/vnd.docker.distribution.manifest.v2+json"),
            JsonNode.class);
    var config =
        (ObjectNode)
            Json.read(
                get(repository, "blobs/" + manifest.at("/config/digest").asText(), "*/*"),
                JsonNode.class);
    config.put("os", claim.os()).put("architecture", claim.architecture()).remove("variant");
    var bytes = Json.writeBytes(config);
    blob(repository, bytes);
    var body = (ObjectNode) manifest;
    describe((ObjectNode) body.get("config"), body.at("/config/mediaType").asText(), bytes);
    return manifest(repository, to, Json.writeBytes(body), body.path("mediaType").asText());
  }

  /** An index over images of the same repository. */
  Digest index(String repository, String tag, Map<Platform, Digest> images) throws Exception {
    var body = Json.mapper().createObjectNode();
    body.put("schemaVersion", 2).put("mediaType", INDEX);
    var manifests = body.putArray("manifests");
    for (var image : images.entrySet()) {
      var bytes = get(repository, "manifests/" + image.getValue(), MANIFEST);
      var descriptor = manifests.addObject();
      describe(descriptor, MANIFEST, bytes);
      var platform = descriptor.putObject("platform");
      platform.put("os", image.getKey().os()).put("architecture", image.getKey().architecture());
      if (!image.getKey().variant().isEmpty()) {
        platform.put("variant", image.getKey().variant());
      }
    }
    return manifest(repository, tag, Json.writeBytes(body), INDEX);
  }

  static ObjectNode config(Platform platform) {
    var config = Json.mapper().createObjectNode();
    config.put("os", platform.os()).put("architecture", platform.architecture());
    if (!platform.variant().isEmpty()) {
      config.put("variant", platform.variant());
    }
    config.putObject("config").putArray("Cmd").add("/bin/sh");
    return config;
  }

  Digest put(String repository, String tag, byte[] config, List<byte[]> layers) throws Exception {
    blob(repository, config);
    var body = Json.mapper().createObjectNode();
    body.put("schemaVersion", 2).put("mediaType", MANIFEST);
    describe(body.putObject("config"), CONFIG, config);
    var descriptors = body.putArray("layers");
    for (var layer : layers) {
      blob(repository, layer);
      describe(descriptors.addObject(), LAYER, layer);
    }
    return manifest(repository, tag, Json.writeBytes(body), MANIFEST);
  }

  static void describe(ObjectNode descriptor, String mediaType, byte[] content) {
    descriptor
        .put("mediaType", mediaType)
        .put("digest", Digest.of(content).toString())
        .put("size", content.length);
  }

  byte[] get(String repository, String path, String accept) throws Exception {
    var request =
        HttpRequest.newBuilder(registry.resolve("/v2/%s/%s".formatted(repository, path)))
            .header("Accept", accept)
            .build();
    return require(http.send(request, BodyHandlers.ofByteArray())).body();
  }

  private void blob(String repository, byte[] content) throws Exception {
    var begin =
        HttpRequest.newBuilder(registry.resolve("/v2/%s/blobs/uploads/".formatted(repository)))
            .POST(BodyPublishers.noBody())
            .build();
    var begun = require(http.send(begin, BodyHandlers.ofByteArray()));
    var location = begun.headers().firstValue("Location").orElseThrow();
    var end =
        begun
            .uri()
            .resolve(
                location + (location.contains("?") ? "&" : "?") + "digest=" + Digest.of(content));
    var put =
        HttpRequest.newBuilder(end)
            .header("Content-Type", "application/octet-stream")
            .PUT(BodyPublishers.ofByteArray(content))
            .build();
    var _ = require(http.send(put, BodyHandlers.ofByteArray()));
  }

  private Digest manifest(String repository, String tag, byte[] body, String type)
      throws Exception {
    var put =
        HttpRequest.newBuilder(registry.resolve("/v2/%s/manifests/%s".formatted(repository, tag)))
            .header("Content-Type", type)
            .PUT(BodyPublishers.ofByteArray(body))
            .build();
    var _ = require(http.send(put, BodyHandlers.ofByteArray()));
    return Digest.of(body);
  }

  private static <T> HttpResponse<T> require(HttpResponse<T> response) throws IOException {
    if (response.statusCode() >= 300) {
      throw new IOException("%s: status %d".formatted(response.uri(), response.statusCode()));
    }
    return response;
  }

  @Override
  public void close() {
    http.close();
  }
}
