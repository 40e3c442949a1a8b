package fleet.registry.request;

import fleet.contract.release.Digest;
import java.util.Optional;

/**
 * Everything that can be asked; HEAD asks what GET asks. The comments name the endpoints of OCI
 * Distribution 1.1.
 */
public sealed interface RegistryRequest {
  /** end-1, {@code GET /v2/}: is this a registry, and am I signed in. */
  record Ping() implements RegistryRequest {}

  /** All others, which concern one repository. */
  sealed interface InRepository extends RegistryRequest {
    RepositoryName repository();
  }

  /** end-2, {@code GET /v2/NAME/blobs/DIGEST}. */
  record GetBlob(
      RepositoryName repository, Digest digest, Optional<ByteRange> range, EntityTags held)
      implements InRepository {}

  /** end-10, {@code DELETE /v2/NAME/blobs/DIGEST}. */
  record DeleteBlob(RepositoryName repository, Digest digest) implements InRepository {}

  /** end-4a, {@code POST /v2/NAME/blobs/uploads/}. */
  record StartUpload(RepositoryName repository) implements InRepository {}

  /** end-11, {@code POST /v2/NAME/blobs/uploads/?mount=DIGEST&from=OTHER}. */
  record MountBlob(RepositoryName repository, Digest digest, RepositoryName from)
      implements InRepository {}

  /** end-4b, {@code POST /v2/NAME/blobs/uploads/?digest=DIGEST}: the whole blob in one request. */
  record PushBlob(RepositoryName repository, Digest digest) implements InRepository {}

  /** end-13, {@code GET /v2/NAME/blobs/uploads/ID}. */
  record UploadStatus(RepositoryName repository, UploadId upload) implements InRepository {}

  /** end-5, {@code PATCH /v2/NAME/blobs/uploads/ID}. */
  record AppendToUpload(RepositoryName repository, UploadId upload, Optional<ContentRange> range)
      implements InRepository {}

  /** end-6, {@code PUT /v2/NAME/blobs/uploads/ID?digest=DIGEST}; may carry the last chunk. */
  record FinishUpload(
      RepositoryName repository, UploadId upload, Digest digest, Optional<ContentRange> range)
      implements InRepository {}

  /** {@code DELETE /v2/NAME/blobs/uploads/ID}. */
  record CancelUpload(RepositoryName repository, UploadId upload) implements InRepository {}

  /** end-3, {@code GET /v2/NAME/manifests/REFERENCE}. */
  record GetManifest(RepositoryName repository, Reference reference, EntityTags held)
      implements InRepository {}

  /** end-7, {@code PUT /v2/NAME/manifests/REFERENCE}. */
  record PutManifest(RepositoryName repository, Reference reference, String mediaType)
      implements InRepository {}

  /** end-9, {@code DELETE /v2/NAME/manifests/REFERENCE}. */
  record DeleteManifest(RepositoryName repository, Reference reference) implements InRepository {}

  /** end-8, {@code GET /v2/NAME/tags/list?n=COUNT&last=TAG}. */
  record ListTags(RepositoryName repository, int limit, Optional<String> after)
      implements InRepository {}

  /** end-12, {@code GET /v2/NAME/referrers/DIGEST?artifactType=TYPE}. */
  record ListReferrers(RepositoryName repository, Digest subject, Optional<String> artifactType)
      implements InRepository {}
}
