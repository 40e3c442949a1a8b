package fleet.cli.demo;

import fleet.contract.Json;
import fleet.contract.release.Digest;
import fleet.contract.release.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An image of one layer for each platform, and the index over them, by the OCI image specification.
 * The same layers give the same bytes, so that builds on it stay cached.
 *
 * @param index the document that names the manifest of each platform
 * @param blobs layers and configurations
 */
record BaseImage(Content index, List<Content> manifests, List<Content> blobs) {
  static final String INDEX_TYPE = "application/vnd.oci.image.index.v1+json";
  static final String MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";
  private static final String CONFIG_TYPE = "application/vnd.oci.image.config.v1+json";
  private static final String LAYER_TYPE = "application/vnd.oci.image.layer.v1.tar+gzip";
  private static final String LONG_AGO = "1970-01-01T00:00:00Z";
  private static final String PATH =
      "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  /**
   * One file system.
   *
   * @param content the compressed tar
   * @param diffId of the tar itself
   */
  record Layer(Platform platform, Content content, Digest diffId) {}

  static BaseImage of(List<Layer> layers) {
    var manifests = new ArrayList<Content>();
    var blobs = new ArrayList<Content>();
    var entries = new ArrayList<Map<String, Object>>();
    for (var layer : layers) {
      var config = new Content(Json.writeBytes(config(layer)));
      var manifest = new Content(Json.writeBytes(manifest(config, layer.content())));
      blobs.addAll(List.of(layer.content(), config));
      manifests.add(manifest);
      var entry = descriptor(MANIFEST_TYPE, manifest);
      entry.put("platform", platform(layer.platform()));
      entries.add(entry);
    }
    var index = document(INDEX_TYPE);
    index.put("manifests", entries);
    return new BaseImage(
        new Content(Json.writeBytes(index)), List.copyOf(manifests), List.copyOf(blobs));
  }

  private static Map<String, Object> manifest(Content config, Content layer) {
    var manifest = document(MANIFEST_TYPE);
    manifest.put("config", descriptor(CONFIG_TYPE, config));
    manifest.put("layers", List.of(descriptor(LAYER_TYPE, layer)));
    return manifest;
  }

  private static Map<String, Object> config(Layer layer) {
    var config = platform(layer.platform());
    config.put("created", LONG_AGO);
    config.put("config", new TreeMap<>(Map.of("Env", List.of(PATH), "Cmd", List.of("/bin/sh"))));
    config.put(
        "rootfs", new TreeMap<>(Map.of("type", "layers", "diff_ids", List.of(layer.diffId()))));
    config.put(
        "history",
        List.of(new TreeMap<>(Map.of("created", LONG_AGO, "created_by", "busybox-static"))));
    return config;
  }

  private static Map<String, Object> platform(Platform platform) {
    var fields = new TreeMap<String, Object>();
    fields.put("os", platform.os());
    fields.put("architecture", platform.architecture());
    if (!platform.variant().isEmpty()) {
      fields.put("variant", platform.variant());
    }
    return fields;
  }

  private static Map<String, Object> document(String type) {
    var document = new TreeMap<String, Object>();
    document.put("schemaVersion", 2);
    document.put("mediaType", type);
    return document;
  }

  private static Map<String, Object> descriptor(String type, Content content) {
    var fields = new TreeMap<String, Object>();
    fields.put("mediaType", type);
    fields.put("digest", content.digest());
    fields.put("size", content.size());
    return fields;
  }
}
