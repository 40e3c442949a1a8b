package fleet.registry.content;

import fleet.registry.db.BlobRows;
import fleet.registry.db.Database;
import fleet.registry.db.ManifestRows;
import fleet.registry.db.TagRows;
import fleet.registry.db.UploadRows;
import fleet.registry.request.RegistryRequest;
import fleet.registry.request.RegistryRequest.AppendToUpload;
import fleet.registry.request.RegistryRequest.CancelUpload;
import fleet.registry.request.RegistryRequest.DeleteBlob;
import fleet.registry.request.RegistryRequest.DeleteManifest;
import fleet.registry.request.RegistryRequest.FinishUpload;
import fleet.registry.request.RegistryRequest.GetBlob;
import fleet.registry.request.RegistryRequest.GetManifest;
import fleet.registry.request.RegistryRequest.ListReferrers;
import fleet.registry.request.RegistryRequest.ListTags;
import fleet.registry.request.RegistryRequest.MountBlob;
import fleet.registry.request.RegistryRequest.Ping;
import fleet.registry.request.RegistryRequest.PushBlob;
import fleet.registry.request.RegistryRequest.PutManifest;
import fleet.registry.request.RegistryRequest.StartUpload;
import fleet.registry.request.RegistryRequest.UploadStatus;
import fleet.registry.store.BlobStore;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;

/** Does what is asked. Blocking and thread-safe. */
public final class Operations {
  private final Blobs blobs;
  private final Uploads uploads;
  private final Manifests manifests;
  private final Discovery discovery;

  public Operations(BlobStore store, Database database, Clock clock) {
    var blobRows = new BlobRows(database);
    var manifestRows = new ManifestRows(database);
    var tagRows = new TagRows(database);
    this.blobs = new Blobs(store, blobRows);
    this.uploads = new Uploads(store, blobRows, new UploadRows(database), clock);
    this.manifests = new Manifests(manifestRows, tagRows);
    this.discovery = new Discovery(manifestRows, tagRows);
  }

  /**
   * Does one request that was allowed.
   *
   * @throws IOException when a file cannot be read or written, or the client is gone
   */
  public Answer answer(RegistryRequest request, Body body) throws IOException {
    return switch (request) {
      case Ping _ -> Answer.of(200).withJson(Map.of());
      case GetBlob get -> blobs.get(get);
      case DeleteBlob delete -> blobs.delete(delete);
      case MountBlob mount -> blobs.mount(mount) ? blobs.created(mount) : uploads.start(mount);
      case StartUpload start -> uploads.start(start);
      case PushBlob push -> uploads.push(push, body);
      case UploadStatus status -> uploads.status(status);
      case AppendToUpload append -> uploads.append(append, body);
      case FinishUpload finish -> uploads.finish(finish, body);
      case CancelUpload cancel -> uploads.cancel(cancel);
      case GetManifest get -> manifests.get(get);
      case PutManifest put -> manifests.put(put, body);
      case DeleteManifest delete -> manifests.delete(delete);
      case ListTags list -> discovery.tags(list);
      case ListReferrers list -> discovery.referrers(list);
    };
  }

  /** Forgets the uploads that nobody has added to for a day. */
  public void clearAbandonedUploads() throws IOException {
    uploads.clearAbandoned();
  }
}
