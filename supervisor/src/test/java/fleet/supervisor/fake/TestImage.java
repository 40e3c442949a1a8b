package fleet.supervisor.fake;

import fleet.contract.Json;
import fleet.contract.device.ServiceTarget;
import fleet.contract.identity.ServiceName;
import fleet.contract.release.Digest;
import fleet.contract.release.ImageVariant;
import fleet.contract.release.Layer;
import fleet.contract.release.Platform;
import fleet.contract.release.ServiceSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** A real OCI image: the base folder, and one more layer that makes it different from others. */
public final class TestImage {
  private static final String MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";

  private final Map<Digest, byte[]> blobs = new LinkedHashMap<>();
  private final List<Layer> layers = new ArrayList<>();
  private final Digest config;
  private final int configSize;
  private final byte[] manifest;

  private TestImage(List<byte[]> tars, List<String> command) {
    tars.forEach(this::addLayer);
    var configBytes = Json.writeBytes(configuration(command));
    config = Digest.of(configBytes);
    configSize = configBytes.length;
    blobs.put(config, configBytes);
    manifest = Json.writeBytes(manifestJson());
  }

  /** An image that runs this shell command; the marker makes its bytes unlike any other's. */
  public static TestImage running(String command, String marker) {
    return running(command, marker.getBytes(StandardCharsets.UTF_8));
  }

  /** An image with a file of these bytes. */
  public static TestImage running(String command, byte[] content) {
    try {
      var tars = List.of(tar(Lab.base()), layer(content));
      return new TestImage(tars, List.of("/bin/sh", "-c", command));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Digest manifestDigest() {
    return Digest.of(manifest);
  }

  /** The layer that only this image has. */
  public Digest ownLayer() {
    return layers.getLast().digest();
  }

  /** What a target says of it. */
  public ServiceTarget service(String name, ServiceSpec spec) {
    var variant =
        new ImageVariant(
            "linux/amd64", Platform.LINUX_AMD64, manifestDigest(), config, configSize, layers);
    return new ServiceTarget(ServiceName.parse(name), "berlin/" + name, variant, spec);
  }

  Map<Digest, byte[]> blobs() {
    return blobs;
  }

  byte[] manifest() {
    return manifest;
  }

  static String manifestType() {
    return MANIFEST_TYPE;
  }

  private void addLayer(byte[] tar) {
    var packed = gzip(tar);
    var digest = Digest.of(packed);
    blobs.put(digest, packed);
    layers.add(new Layer(digest, Digest.of(tar), packed.length));
  }

  private Map<String, Object> configuration(List<String> command) {
    return Map.of(
        "architecture",
        "amd64",
        "os",
        "linux",
        "config",
        Map.of("Cmd", command, "Env", List.of("PATH=/bin:/sbin:/usr/bin:/usr/sbin")),
        "rootfs",
        Map.of("type", "layers", "diff_ids", layers.stream().map(Layer::diffId).toList()));
  }

  private Map<String, Object> manifestJson() {
    return Map.of(
        "schemaVersion",
        2,
        "mediaType",
        MANIFEST_TYPE,
        "config",
        part("application/vnd.oci.image.config.v1+json", config, configSize),
        "layers",
        layers.stream()
            .map(layer ->
                part("application/vnd.oci.image.layer.v1.tar+gzip", layer.digest(), layer.size()))
            .toList());
  }

  private static Map<String, Object> part(String type, Digest digest, long size) {
    return Map.of("mediaType", type, "digest", digest, "size", size);
  }

  private static byte[] layer(byte[] content) throws IOException {
    var folder = Files.createTempDirectory("fleet-layer");
    var marker = folder.resolve("marker");
    try {
      Files.write(marker, content);
      return tar(folder);
    } finally {
      Files.deleteIfExists(marker);
      Files.delete(folder);
    }
  }

  private static byte[] tar(Path folder) throws IOException {
    var process =
        new ProcessBuilder("tar", "-C", folder.toString(), "--sort=name", "-cf", "-", ".")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return process.getInputStream().readAllBytes();
  }

  private static byte[] gzip(byte[] tar) {
    var packed = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(packed)) {
      out.write(tar);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
