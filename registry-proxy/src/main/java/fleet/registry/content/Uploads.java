package fleet.registry.content;

import fleet.contract.release.Digest;
import fleet.registry.db.BlobRows;
import fleet.registry.db.UploadRows;
import fleet.registry.problem.ErrorCode;
import fleet.registry.problem.RegistryException;
import fleet.registry.request.ContentRange;
import fleet.registry.request.RegistryRequest.AppendToUpload;
import fleet.registry.request.RegistryRequest.CancelUpload;
import fleet.registry.request.RegistryRequest.FinishUpload;
import fleet.registry.request.RegistryRequest.InRepository;
import fleet.registry.request.RegistryRequest.PushBlob;
import fleet.registry.request.RegistryRequest.UploadStatus;
import fleet.registry.request.RepositoryName;
import fleet.registry.request.UploadId;
import fleet.registry.store.BlobStore;
import fleet.registry.store.Upload;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Blobs on their way. */
final class Uploads {
  private static final Duration ABANDONED = Duration.ofDays(1);

  private final BlobStore store;
  private final BlobRows blobs;
  private final UploadRows sessions;
  private final Clock clock;

  Uploads(BlobStore store, BlobRows blobs, UploadRows sessions, Clock clock) {
    this.store = store;
    this.blobs = blobs;
    this.sessions = sessions;
    this.clock = clock;
  }

  Answer start(InRepository request) throws IOException {
    var id = new UploadId(UUID.randomUUID());
    sessions.add(id, request.repository());
    store.begin(id);
    return progress(202, request.repository(), id, 0);
  }

  /** The whole blob at once: nobody knows the upload's id, so what fails is of no use. */
  Answer push(PushBlob push, Body body) throws IOException {
    store.requireSpace(body.length().orElse(0));
    var id = new UploadId(UUID.randomUUID());
    store.begin(id);
    try (var upload = take(id)) {
      try {
        body.drainTo(upload::append);
        return commit(push.repository(), push.digest(), upload);
      } catch (IOException | RuntimeException e) {
        upload.discard();
        throw e;
      }
    }
  }

  Answer status(UploadStatus status) throws IOException {
    try (var upload = take(status.repository(), status.upload())) {
      return progress(204, status.repository(), status.upload(), upload.size());
    }
  }

  Answer append(AppendToUpload append, Body body) throws IOException {
    try (var upload = take(append.repository(), append.upload())) {
      requireNext(append, append.upload(), append.range(), upload, body);
      add(append.upload(), upload, body);
      return progress(202, append.repository(), append.upload(), upload.size());
    }
  }

  Answer finish(FinishUpload finish, Body body) throws IOException {
    try (var upload = take(finish.repository(), finish.upload())) {
      requireNext(finish, finish.upload(), finish.range(), upload, body);
      add(finish.upload(), upload, body);
      return commit(finish.repository(), finish.digest(), upload);
    } finally {
      forgetIfGone(finish.upload());
    }
  }

  Answer cancel(CancelUpload cancel) throws IOException {
    try (var upload = take(cancel.repository(), cancel.upload())) {
      upload.discard();
    }
    sessions.remove(cancel.upload());
    return Answer.of(204);
  }

  /** Files first: a row alone is harmless, and goes with the next round. */
  void clearAbandoned() throws IOException {
    var since = clock.instant().minus(ABANDONED);
    store.discardIdleSince(since);
    sessions.startedBefore(since).forEach(this::forgetIfGone);
  }

  private void forgetIfGone(UploadId id) {
    if (!store.has(id)) {
      sessions.remove(id);
    }
  }

  private void add(UploadId id, Upload upload, Body body) throws IOException {
    store.requireSpace(body.length().orElse(0));
    try {
      body.drainTo(upload::append);
    } catch (RegistryException e) {
      forgetIfGone(id);
      throw e;
    }
  }

  private Answer commit(RepositoryName repository, Digest digest, Upload upload)
      throws IOException {
    upload.seal(digest);
    blobs.show(repository, digest, upload.size(), upload::publish);
    return Answer.of(201)
        .with("Location", Locations.blob(repository, digest))
        .with("Docker-Content-Digest", digest);
  }

  private Upload take(RepositoryName repository, UploadId id) throws IOException {
    if (!sessions.isOpen(id, repository)) {
      throw unknown();
    }
    return take(id);
  }

  private Upload take(UploadId id) throws IOException {
    return store.resume(id).orElseThrow(Uploads::unknown);
  }

  /** A chunk says where it lies, or is taken to be the next one. */
  private static void requireNext(
      InRepository request, UploadId id, Optional<ContentRange> range, Upload upload, Body body) {
    if (range.isEmpty()) {
      return;
    }
    if (range.get().start() != upload.size()) {
      var progress = progress(416, request.repository(), id, upload.size());
      throw new RegistryException(
          ErrorCode.RANGE_INVALID,
          "the upload goes on at byte %d".formatted(upload.size()),
          progress.headers());
    }
    if (body.length().orElse(range.get().length()) != range.get().length()) {
      throw new RegistryException(
          ErrorCode.SIZE_INVALID, "Content-Range and Content-Length are of different lengths");
    }
  }

  /** An upload without bytes says 0-0 like one with a single byte: so does everybody. */
  private static Answer progress(int status, RepositoryName repository, UploadId id, long size) {
    return Answer.of(status)
        .withAll(
            Map.of(
                "Location", Locations.upload(repository, id),
                "Docker-Upload-UUID", id.toString(),
                "Range", "0-" + Math.max(0, size - 1)));
  }

  private static RegistryException unknown() {
    return new RegistryException(ErrorCode.BLOB_UPLOAD_UNKNOWN, "there is no such upload");
  }
}
