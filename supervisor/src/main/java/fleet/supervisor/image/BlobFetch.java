package fleet.supervisor.image;

import fleet.contract.client.Backoff;
import fleet.contract.release.Digest;
import java.io.IOException;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One blob on its way from the registry to the engine. Breaks of the registry's connection are
 * mended where they happened; the last bytes are held back until all of them have the right digest.
 */
final class BlobFetch {
  /** Where the bytes go. */
  @FunctionalInterface
  interface Sink {
    void write(byte[] buffer, int length) throws IOException;
  }

  private static final Logger log = LoggerFactory.getLogger(BlobFetch.class);
  private static final Duration STALLED = Duration.ofSeconds(30);
  private static final int CHUNK = 64 * 1024;
  private static final int MAX_BREAKS_IN_A_ROW = 8;
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10), Math::random);

  private final Upstream upstream;
  private final URI registry;
  private final String repository;
  private final Digest digest;
  private final long size;
  private final MessageDigest hash = Digest.sha256();
  private final byte[] buffer = new byte[CHUNK];
  private long position;

  BlobFetch(Upstream upstream, URI registry, DoorRequest.Blob blob, long size) {
    this.upstream = upstream;
    this.registry = registry;
    this.repository = blob.repository();
    this.digest = blob.digest();
    this.size = size;
  }

  /**
   * Copies all of it.
   *
   * @throws FetchException when the registry has other bytes, or breaks off again and again
   * @throws SinkException when the engine hung up
   */
  void copyTo(Sink sink) throws InterruptedException {
    for (var breaks = 0; position < size || size == 0; ) {
      var before = position;
      try {
        copyOnce(sink);
        return;
      } catch (IOException e) {
        breaks = position > before ? 1 : breaks + 1;
        if (breaks > MAX_BREAKS_IN_A_ROW) {
          throw new FetchException("the registry breaks off again and again: " + e.getMessage(), e);
        }
        log.warn(
            "registry broke off, resuming: {} blob={} at={} of={}",
            e.getMessage(),
            digest,
            position,
            size);
        Thread.sleep(BACKOFF.after(breaks));
      }
    }
  }

  private void copyOnce(Sink sink) throws IOException {
    try (var body =
        StallGuard.over(upstream.blob(registry, repository, digest, position), STALLED)) {
      while (position < size) {
        var count = body.read(buffer, 0, (int) Math.min(CHUNK, size - position));
        if (count < 0) {
          throw new IOException("it ended early");
        }
        hash.update(buffer, 0, count);
        position += count;
        if (position == size) {
          verify();
        }
        write(sink, count);
      }
    }
  }

  private void verify() {
    if (!Digest.ofHash(hash.digest()).equals(digest)) {
      throw new FetchException("the registry sent something else as blob %s".formatted(digest));
    }
  }

  private void write(Sink sink, int count) {
    try {
      sink.write(buffer, count);
    } catch (IOException e) {
      throw new SinkException(e);
    }
  }

  /** The engine hung up: nothing to mend, it asks again when it wants to. */
  static final class SinkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SinkException(IOException cause) {
      super("the engine hung up", cause);
    }
  }
}
