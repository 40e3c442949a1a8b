package fleet.registry.store;

import fleet.registry.problem.ErrorCode;
import fleet.registry.problem.RegistryException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lets one owner at a time work on an upload, and hands the running hash from one to the next.
 * Whoever waits does so for a bounded time: the owner before may be a request whose connection is
 * just being found dead.
 */
final class UploadSlot {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Semaphore free = new Semaphore(1);
  private @Nullable RunningHash hash;

  void acquire() {
    try {
      if (free.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new RegistryException(
        ErrorCode.BLOB_UPLOAD_INVALID, "another request is writing to this upload");
  }

  boolean tryAcquire() {
    return free.tryAcquire();
  }

  void release() {
    free.release();
  }

  /** Only for the owner: the hash that the owner before left. */
  @Nullable RunningHash hash() {
    return hash;
  }

  /** Only for the owner. */
  void keep(RunningHash running) {
    this.hash = running;
  }
}
