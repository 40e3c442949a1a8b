package fleet.supervisor.image;

import fleet.contract.release.Digest;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the engine asks of the door. */
sealed interface DoorRequest {
  /** {@code GET /v2/}: is this a registry? */
  record Ping() implements DoorRequest {}

  /** {@code /v2/PREFIX/REPOSITORY/manifests/DIGEST}. */
  record Manifest(String repository, Digest digest) implements DoorRequest {}

  /** {@code /v2/PREFIX/REPOSITORY/blobs/DIGEST}. */
  record Blob(String repository, Digest digest) implements DoorRequest {}

  /** Reads a path; nothing when it is none of ours. */
  static Optional<DoorRequest> parse(String path, String prefix) {
    if (path.equals("/v2/") || path.equals("/v2")) {
      return Optional.of(new Ping());
    }
    var match = Shape.PATH.matcher(path);
    if (!match.matches() || !match.group("prefix").equals(prefix)) {
      return Optional.empty();
    }
    var repository = match.group("repository");
    var digest = Digest.parse(match.group("digest"));
    return Optional.of(
        match.group("kind").equals("blobs")
            ? new Blob(repository, digest)
            : new Manifest(repository, digest));
  }

  /** The shape of a path; no tags, for a tag says nothing of the content. */
  final class Shape {
    private static final Pattern PATH =
        Pattern.compile(
            "/v2/(?<prefix>[a-z0-9-]{1,80})/(?<repository>[a-z0-9][a-z0-9._/-]{0,200})/(?<kind>manifests|blobs)/"
                + "(?<digest>sha256:[0-9a-f]{64})");

    private Shape() {}
  }
}
