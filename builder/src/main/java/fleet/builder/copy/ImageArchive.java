package fleet.builder.copy;

import com.fasterxml.jackson.databind.JsonNode;
import fleet.builder.image.VerifiedStream;
import fleet.contract.Json;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import fleet.contract.release.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * An image in a file, as {@code docker save}, {@code docker buildx build --output type=oci}, jib
 * and kaniko write it.
 *
 * <pre>
 * oci-layout, index.json, blobs/sha256/HEX            an OCI layout
 * manifest.json [{"Config":..,"Layers":[..]}]         docker's own, before
 * </pre>
 */
final class ImageArchive implements ImageSource {
  private static final int MAX_DOCUMENT = 4 * 1024 * 1024;
  private static final String INDEX = "index.json";
  private static final String HINT =
      "docker save -o image.tar IMAGE makes one; of several platforms, docker buildx build --output type=oci";

  private final String name;
  private final TarParts parts;
  private final Document root;
  private final Map<Digest, DockerSave.Part> made;

  private ImageArchive(
      String name, TarParts parts, Document root, Map<Digest, DockerSave.Part> made) {
    this.name = name;
    this.parts = parts;
    this.root = root;
    this.made = Map.copyOf(made);
  }

  /**
   * Opens one.
   *
   * @param name by which people know it
   * @param scratch folder for what has to be packed anew
   * @throws ProblemException when it is none
   */
  static ImageArchive open(String name, Path file, Path scratch) {
    try {
      var parts = TarParts.of(file);
      if (parts.has(INDEX)) {
        return new ImageArchive(name, parts, layout(name, parts), Map.of());
      }
      if (parts.has(DockerSave.MANIFEST)) {
        var saved = DockerSave.read(parts, scratch);
        return new ImageArchive(name, parts, saved.manifest(), saved.parts());
      }
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw refuse(name, String.valueOf(e.getMessage()));
    }
    throw refuse(name, "it has no index.json and no manifest.json");
  }

  /** The one image or index that a layout is about, else the layout's own index. */
  private static Document layout(String name, TarParts parts) throws IOException {
    var bytes = parts.small(INDEX, MAX_DOCUMENT);
    var manifests = Json.read(bytes, JsonNode.class).path("manifests");
    if (manifests.size() != 1) {
      return new Document(bytes, INDEX_TYPES.getFirst());
    }
    var digest = Digest.parse(manifests.path(0).path("digest").asText());
    return typed(name, parts.small(blobPath(digest), MAX_DOCUMENT));
  }

  /** By its shape: media types are left out at times. */
  private static Document typed(String name, byte[] bytes) {
    var body = Json.read(bytes, JsonNode.class);
    if (body.has("manifests")) {
      return new Document(bytes, INDEX_TYPES.getFirst());
    }
    if (body.has("layers") && body.has("config")) {
      var type = body.path("mediaType").asText();
      return new Document(bytes, MANIFEST_TYPES.contains(type) ? type : MANIFEST_TYPES.getFirst());
    }
    throw refuse(name, "it describes no image");
  }

  /** What leads to the image in it. */
  String reference() {
    return root.digest().toString();
  }

  @Override
  public Document manifest(String reference) {
    if (reference.equals(reference())) {
      return root;
    }
    return typed(name, document(Digest.parse(reference)));
  }

  @Override
  public byte[] document(Digest digest) {
    try {
      var part = Optional.ofNullable(made.get(digest));
      var bytes =
          part.isPresent() ? part.get().bytes() : parts.small(blobPath(digest), MAX_DOCUMENT);
      if (Digest.of(bytes).equals(digest)) {
        return bytes;
      }
    } catch (IOException e) {
      throw failed(String.valueOf(e.getMessage()));
    }
    throw failed("its part %s has other bytes".formatted(digest));
  }

  @Override
  public InputStream blob(Digest digest) {
    try {
      var part = Optional.ofNullable(made.get(digest));
      var bytes = part.isPresent() ? part.get().open() : parts.open(blobPath(digest));
      return new VerifiedStream(bytes, digest);
    } catch (IOException e) {
      throw failed(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public ProblemException failed(String reason) {
    return refuse(name, reason);
  }

  private static String blobPath(Digest digest) {
    return "blobs/sha256/" + digest.hex();
  }

  private static ProblemException refuse(String name, String reason) {
    return new ProblemException(
        ProblemCode.INVALID_PROJECT, "%s is no image: %s".formatted(name, reason), HINT);
  }
}
