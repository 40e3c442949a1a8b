package fleet.registry.content;

import fleet.contract.release.Digest;
import fleet.registry.content.Answer.FilePart;
import fleet.registry.db.BlobRows;
import fleet.registry.problem.ErrorCode;
import fleet.registry.problem.RegistryException;
import fleet.registry.request.ByteRange;
import fleet.registry.request.EntityTags;
import fleet.registry.request.RegistryRequest.DeleteBlob;
import fleet.registry.request.RegistryRequest.GetBlob;
import fleet.registry.request.RegistryRequest.MountBlob;
import fleet.registry.request.RepositoryName;
import fleet.registry.store.BlobStore;
import fleet.registry.store.StoredBlob;
import java.io.IOException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Blobs that are there. */
final class Blobs {
  private static final Logger LOG = LoggerFactory.getLogger(Blobs.class);

  private final BlobStore store;
  private final BlobRows rows;

  Blobs(BlobStore store, BlobRows rows) {
    this.store = store;
    this.rows = rows;
  }

  Answer get(GetBlob get) throws IOException {
    var blob = open(get.repository(), get.digest());
    var head =
        Answer.of(200)
            .with("Docker-Content-Digest", get.digest())
            .with("ETag", EntityTags.of(get.digest()))
            .with("Cache-Control", "private, max-age=31536000, immutable")
            .with("Accept-Ranges", "bytes");
    if (get.held().hold(get.digest())) {
      blob.close();
      return new Answer(304, head.headers(), head.content());
    }
    return get.range().isPresent()
        ? part(blob, get.range().get(), head.headers())
        : head.withFile(new FilePart(blob.file(), 0, blob.size()));
  }

  private static Answer part(StoredBlob blob, ByteRange range, Map<String, String> headers)
      throws IOException {
    var slice = range.within(blob.size());
    if (slice.isEmpty()) {
      blob.close();
      throw new RegistryException(
          ErrorCode.RANGE_INVALID,
          "the blob has only %d bytes".formatted(blob.size()),
          Map.of("Content-Range", "bytes */" + blob.size()));
    }
    var start = slice.get().start();
    var length = slice.get().length();
    var contentRange = "bytes %d-%d/%d".formatted(start, start + length - 1, blob.size());
    return Answer.of(206)
        .withAll(headers)
        .with("Content-Range", contentRange)
        .withFile(new FilePart(blob.file(), start, length));
  }

  /** A row without its file happens when a delete was cut short; it counts as no blob. */
  private StoredBlob open(RepositoryName repository, Digest digest) throws IOException {
    if (!rows.shows(repository, digest)) {
      throw unknown();
    }
    return store.open(digest).orElseThrow(Blobs::unknown);
  }

  boolean mount(MountBlob mount) {
    return rows.mount(mount.from(), mount.repository(), mount.digest());
  }

  Answer created(MountBlob mount) {
    return Answer.of(201)
        .with("Location", Locations.blob(mount.repository(), mount.digest()))
        .with("Docker-Content-Digest", mount.digest());
  }

  Answer delete(DeleteBlob delete) {
    var digest = delete.digest();
    return switch (rows.forget(delete.repository(), digest, () -> store.delete(digest))) {
      case DONE -> {
        LOG.atInfo()
            .addKeyValue("repository", delete.repository())
            .addKeyValue("digest", digest)
            .log("blob deleted");
        yield Answer.of(202);
      }
      case UNKNOWN -> throw unknown();
      case IN_USE ->
          throw new RegistryException(
              ErrorCode.UNSUPPORTED, "a manifest needs this blob: delete that first");
    };
  }

  private static RegistryException unknown() {
    return new RegistryException(ErrorCode.BLOB_UNKNOWN, "there is no such blob in the repository");
  }
}
