package fleet.registry.content;

import fleet.contract.release.Digest;
import fleet.registry.request.RepositoryName;
import fleet.registry.request.UploadId;

/** Where things are found, relative to whatever host name the client uses. */
final class Locations {
  private Locations() {}

  static String blob(RepositoryName repository, Digest digest) {
    return "/v2/%s/blobs/%s".formatted(repository, digest);
  }

  static String upload(RepositoryName repository, UploadId id) {
    return "/v2/%s/blobs/uploads/%s".formatted(repository, id);
  }

  static String manifest(RepositoryName repository, Digest digest) {
    return "/v2/%s/manifests/%s".formatted(repository, digest);
  }
}
