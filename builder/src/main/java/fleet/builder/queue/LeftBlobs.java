package fleet.builder.queue;

import fleet.builder.db.QueueRows;
import fleet.builder.image.SourceBlobs;

/** Takes away the uploaded sources of builds that have ended. */
public record LeftBlobs(QueueRows queue, SourceBlobs blobs) {
  private static final int AT_ONCE = 100;

  void sweep() {
    for (var left : queue.leftBlobs(AT_ONCE)) {
      blobs.remove(left.fleet(), left.blob());
      queue.forget(left);
    }
  }
}
