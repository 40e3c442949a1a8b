package fleet.builder.copy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fleet.contract.Json;
import fleet.contract.release.Digest;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;

/**
 * What {@code docker save} wrote before it wrote OCI layouts: a configuration and plain layers, for
 * which a manifest is made here. Layers are compressed, always to the same bytes.
 */
final class DockerSave {
  static final String MANIFEST = "manifest.json";
  private static final String MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";
  private static final String CONFIG_TYPE = "application/vnd.oci.image.config.v1+json";
  private static final String LAYER_TYPE = "application/vnd.oci.image.layer.v1.tar+gzip";
  private static final int MAX_DOCUMENT = 4 * 1024 * 1024;
  private static final int MAX_LAYERS = 500;
  private static final int BUFFER = 64 * 1024;

  private final Document manifest;
  private final Map<Digest, Part> parts;

  private DockerSave(Document manifest, Map<Digest, Part> parts) {
    this.manifest = manifest;
    this.parts = parts;
  }

  /** A part of the image that was made here. */
  interface Part {
    InputStream open() throws IOException;

    default byte[] bytes() throws IOException {
      try (var content = open()) {
        return content.readNBytes(MAX_DOCUMENT);
      }
    }
  }

  /**
   * Reads the one image in it.
   *
   * @throws IOException when there are others beside it, or it cannot be read
   */
  static DockerSave read(TarParts tar, Path scratch) throws IOException {
    var images = Json.read(tar.small(MANIFEST, MAX_DOCUMENT), JsonNode.class);
    if (images.size() != 1) {
      throw new IOException("it holds %d images".formatted(images.size()));
    }
    var layers = images.path(0).path("Layers");
    if (layers.size() > MAX_LAYERS) {
      throw new IOException("it has %d layers".formatted(layers.size()));
    }
    var config = tar.small(images.path(0).path("Config").asText(), MAX_DOCUMENT);
    var parts = new HashMap<Digest, Part>();
    var body = Json.mapper().createObjectNode();
    body.put("schemaVersion", 2).put("mediaType", MANIFEST_TYPE);
    parts.put(Digest.of(config), () -> new ByteArrayInputStream(config));
    describe(body.putObject("config"), CONFIG_TYPE, Digest.of(config), config.length);
    var descriptors = body.putArray("layers");
    var packed = new HashMap<String, Packed>();
    for (var layer : layers) {
      var name = layer.asText();
      if (!packed.containsKey(name)) {
        packed.put(name, pack(tar, name, Files.createTempFile(scratch, "layer", ".gz")));
      }
      var one = Objects.requireNonNull(packed.get(name));
      parts.put(one.digest(), () -> Files.newInputStream(one.file()));
      describe(descriptors.addObject(), LAYER_TYPE, one.digest(), Files.size(one.file()));
    }
    return new DockerSave(new Document(Json.writeBytes(body), MANIFEST_TYPE), parts);
  }

  Document manifest() {
    return manifest;
  }

  Map<Digest, Part> parts() {
    return Map.copyOf(parts);
  }

  /** A layer as it is sent. */
  private record Packed(Path file, Digest digest) {}

  private static Packed pack(TarParts tar, String name, Path file) throws IOException {
    MessageDigest hash = Digest.sha256();
    try (var content = new BufferedInputStream(tar.open(name), BUFFER);
        var digested = new DigestOutputStream(Files.newOutputStream(file), hash);
        var out = isCompressed(content) ? digested : new GZIPOutputStream(digested, BUFFER)) {
      var _ = content.transferTo(out);
    }
    return new Packed(file, Digest.ofHash(hash.digest()));
  }

  /** Docker's own are not, those of other tools are at times. */
  private static boolean isCompressed(BufferedInputStream content) throws IOException {
    content.mark(2);
    var isGzip = content.read() == 0x1f && content.read() == 0x8b;
    content.reset();
    return isGzip;
  }

  private static void describe(ObjectNode descriptor, String type, Digest digest, long size) {
    descriptor.put("mediaType", type).put("digest", digest.toString()).put("size", size);
  }
}
