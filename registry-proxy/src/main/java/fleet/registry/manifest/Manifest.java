package fleet.registry.manifest;

import fleet.contract.release.Digest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a manifest says.
 *
 * @param blobs config and layers that must be in the repository
 * @param manifests that must be in the repository; an index has these
 * @param subject what it is about; need not exist
 * @param artifactType its own, else the type of its config
 */
public record Manifest(
    MediaType mediaType,
    Digest digest,
    List<Digest> blobs,
    List<Digest> manifests,
    Optional<Digest> subject,
    Optional<String> artifactType,
    Map<String, String> annotations) {
  public Manifest {
    blobs = List.copyOf(blobs);
    manifests = List.copyOf(manifests);
    annotations = Map.copyOf(annotations);
  }

  /**
   * Reads one.
   *
   * @param contentType it was sent with; empty when none was
   * @throws fleet.registry.problem.RegistryException MANIFEST_INVALID when it is not one
   */
  public static Manifest parse(byte[] content, String contentType) {
    return new ManifestParser(content, contentType).parse();
  }
}
