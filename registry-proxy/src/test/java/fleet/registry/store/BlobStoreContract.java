package fleet.registry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fleet.contract.release.Digest;
import fleet.registry.problem.ErrorCode;
import fleet.registry.problem.RegistryException;
import fleet.registry.request.UploadId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store of blobs must do. */
abstract class BlobStoreContract {
  private static final Instant LONG_AGO = Instant.EPOCH;
  private final byte[] content = random(1, 300_000);
  private final Digest digest = Digest.of(content);

  /** A store over the same bytes as the one before, as after a restart of the process. */
  abstract BlobStore reopen() throws IOException;

  static byte[] random(int seed, int size) {
    var bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static ByteBuffer part(byte[] bytes, int from, int to) {
    return ByteBuffer.wrap(bytes, from, to - from);
  }

  private static UploadId begin(BlobStore store) throws IOException {
    var id = new UploadId(UUID.randomUUID());
    store.begin(id);
    return id;
  }

  private static void add(BlobStore store, UploadId id, ByteBuffer bytes) throws IOException {
    try (var upload = store.resume(id).orElseThrow()) {
      upload.append(bytes);
    }
  }

  private static void finish(BlobStore store, UploadId id, Digest digest) throws IOException {
    try (var upload = store.resume(id).orElseThrow()) {
      upload.seal(digest);
      upload.publish();
    }
  }

  private static byte[] read(BlobStore store, Digest digest) throws IOException {
    try (var blob = store.open(digest).orElseThrow()) {
      var buffer = ByteBuffer.allocate((int) blob.size());
      while (buffer.hasRemaining() && blob.file().read(buffer, buffer.position()) >= 0) {}
      return buffer.array();
    }
  }

  @Test
  void a_blob_appears_when_it_is_published_and_not_before() throws IOException {
    var store = reopen();
    var id = begin(store);
    try (var upload = store.resume(id).orElseThrow()) {
      upload.append(part(content, 0, content.length));
      upload.seal(digest);
      assertThat(store.open(digest)).isEmpty();
      upload.publish();
    }
    assertThat(read(store, digest)).isEqualTo(content);
    assertThat(store.has(id)).isFalse();
    assertThat(store.resume(id)).isEmpty();
  }

  @Test
  void direct_buffers_are_stored_like_others() throws IOException {
    var store = reopen();
    var id = begin(store);
    add(store, id, ByteBuffer.allocateDirect(content.length).put(content).flip());
    finish(store, id, digest);
    assertThat(read(store, digest)).isEqualTo(content);
  }

  @Test
  void an_upload_goes_on_where_it_was_left() throws IOException {
    var store = reopen();
    var id = begin(store);
    add(store, id, part(content, 0, 100_000));
    try (var upload = store.resume(id).orElseThrow()) {
      assertThat(upload.size()).isEqualTo(100_000);
      upload.append(part(content, 100_000, content.length));
    }
    finish(store, id, digest);
    assertThat(read(store, digest)).isEqualTo(content);
  }

  @Test
  void an_upload_goes_on_after_a_restart() throws IOException {
    var id = new UploadId(UUID.randomUUID());
    var before = reopen();
    before.begin(id);
    add(before, id, part(content, 0, 123_456));
    var after = reopen();
    add(after, id, part(content, 123_456, content.length));
    finish(after, id, digest);
    assertThat(read(reopen(), digest)).isEqualTo(content);
  }

  @Test
  void other_bytes_than_promised_are_thrown_away() throws IOException {
    var store = reopen();
    var id = begin(store);
    add(store, id, part(content, 1, content.length));
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> finish(store, id, digest))
        .extracting(RegistryException::code)
        .isEqualTo(ErrorCode.DIGEST_INVALID);
    assertThat(store.open(digest)).isEmpty();
    assertThat(store.has(id)).isFalse();
  }

  @Test
  void a_sealed_upload_that_was_not_published_can_be_sealed_again() throws IOException {
    var store = reopen();
    var id = begin(store);
    add(store, id, part(content, 0, content.length));
    try (var upload = store.resume(id).orElseThrow()) {
      upload.seal(digest);
    }
    finish(store, id, digest);
    assertThat(read(store, digest)).isEqualTo(content);
  }

  @Test
  void the_empty_blob_is_a_blob() throws IOException {
    var store = reopen();
    var empty = Digest.of(new byte[0]);
    finish(store, begin(store), empty);
    assertThat(read(store, empty)).isEmpty();
  }

  @Test
  void the_same_blob_may_be_published_twice() throws IOException {
    var store = reopen();
    for (var i = 0; i < 2; i++) {
      var id = begin(store);
      add(store, id, part(content, 0, content.length));
      finish(store, id, digest);
    }
    assertThat(read(store, digest)).isEqualTo(content);
  }

  @Test
  void a_deleted_blob_is_gone_but_not_for_those_who_read_it() throws IOException {
    var store = reopen();
    var id = begin(store);
    add(store, id, part(content, 0, content.length));
    finish(store, id, digest);
    try (var open = store.open(digest).orElseThrow()) {
      store.delete(digest);
      assertThat(store.open(digest)).isEmpty();
      assertThat(open.file().read(ByteBuffer.allocate(10), 0)).isEqualTo(10);
    }
    store.delete(digest);
  }

  @Test
  void a_discarded_upload_is_gone() throws IOException {
    var store = reopen();
    var id = begin(store);
    try (var upload = store.resume(id).orElseThrow()) {
      upload.append(part(content, 0, 10));
      upload.discard();
    }
    assertThat(store.resume(id)).isEmpty();
  }

  @Test
  void only_idle_uploads_are_cleared() throws IOException {
    var store = reopen();
    var id = begin(store);
    store.discardIdleSince(LONG_AGO);
    assertThat(store.has(id)).isTrue();
    var later = Instant.now().plusSeconds(60);
    try (var upload = store.resume(id).orElseThrow()) {
      store.discardIdleSince(later);
      assertThat(store.has(id)).as("somebody is working on it").isTrue();
      assertThat(upload.size()).isZero();
    }
    store.discardIdleSince(later);
    assertThat(store.has(id)).isFalse();
  }

  @Test
  void owners_of_an_upload_take_turns() throws Exception {
    var store = reopen();
    var id = begin(store);
    var inside = new AtomicInteger();
    var most = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var turns =
          IntStream.range(0, 20)
              .mapToObj(_ ->
                  threads.submit(() -> {
                    try (var upload = store.resume(id).orElseThrow()) {
                      most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                      upload.append(part(content, 0, 1_000));
                      inside.decrementAndGet();
                    }
                    return id;
                  }))
              .toList();
      for (var turn : turns) {
        assertThat(turn.get()).isEqualTo(id);
      }
    }
    assertThat(most).hasValue(1);
    try (var upload = store.resume(id).orElseThrow()) {
      assertThat(upload.size()).isEqualTo(20_000);
    }
  }

  @Test
  void what_can_never_fit_is_refused() throws IOException {
    var store = reopen();
    store.requireSpace(1);
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> store.requireSpace(Long.MAX_VALUE))
        .extracting(RegistryException::code)
        .isEqualTo(ErrorCode.NO_SPACE);
  }
}
