package fleet.builder.queue;

import fleet.builder.db.BlobRows;
import fleet.builder.image.SourceBlobs;

/** Takes away the uploaded sources of builds that have ended. */
public record LeftBlobs(BlobRows rows, SourceBlobs blobs) {
  private static final int AT_ONCE = 100;

  void sweep() {
    for (var left : rows.leftBlobs(AT_ONCE)) {
      blobs.remove(left.fleet(), left.blob());
      rows.forget(left);
    }
  }
}
