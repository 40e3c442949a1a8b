package fleet.builder.copy;

import fleet.contract.problem.ProblemException;
import fleet.contract.release.Digest;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** Where the parts of an image come from. Its methods throw what {@link #failed} makes. */
interface ImageSource {
  List<String> MANIFEST_TYPES =
      List.of(
          "application/vnd.oci.image.manifest.v1+json",
          "application/vnd.docker.distribution.manifest.v2+json");
  List<String> INDEX_TYPES =
      List.of(
          "application/vnd.oci.image.index.v1+json",
          "application/vnd.docker.distribution.manifest.list.v2+json");

  /** What a tag or digest leads to; of a digest, no other bytes. */
  Document manifest(String reference);

  /** A small part, such as an image's configuration. */
  byte[] document(Digest digest);

  /** A part as it comes, with a fault at its end when its bytes are others. */
  InputStream blob(Digest digest);

  /** The repository, where it is one of the registry into which images are copied. */
  default Optional<String> ownRepository() {
    return Optional.empty();
  }

  /** A fault of whatever this is. */
  ProblemException failed(String reason);
}
