package fleet.api.db;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Writes what many threads bring, many at once: what comes while some are being written waits for
 * the next turn. Values of one key are written in the order in which they came. Thread-safe; one
 * thread writes, and there is none while nothing comes. It is a platform thread: a virtual one
 * would stand in line behind all that wait for it, each time that the database answers. Bounded by
 * those who wait.
 *
 * @param <K> whose value it is
 * @param <A> what is answered
 */
public final class GroupCommit<K, V, A> {
  private static final int MOST = 256;

  /** Writes values of different keys, durably, and answers what there is to say of each. */
  @FunctionalInterface
  public interface Writing<K, V, A> {
    Map<K, A> write(Map<K, V> values);
  }

  private record Waiting<K, V, A>(K key, V value, CompletableFuture<Optional<A>> answer) {}

  private final Queue<Waiting<K, V, A>> queue = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean busy = new AtomicBoolean();
  private final Writing<K, V, A> writing;

  public GroupCommit(Writing<K, V, A> writing) {
    this.writing = writing;
  }

  /**
   * Returns when the value is durable; blocking.
   *
   * @return what the writing answered, if it did
   * @throws DatabaseDownException when the database is away
   */
  public Optional<A> write(K key, V value) {
    return await(submit(key, value));
  }

  /**
   * Done when the value is durable, with what the writing answered, if it did; fails as {@link
   * #write} does. What waits for it is done by the one thread that writes, so it must be short.
   */
  public CompletableFuture<Optional<A>> submit(K key, V value) {
    var mine = new Waiting<K, V, A>(key, value, new CompletableFuture<>());
    queue.add(mine);
    if (busy.compareAndSet(false, true)) {
      Thread.ofPlatform().daemon().name("group commit").start(this::work);
    }
    return mine.answer();
  }

  /** How many values are not being written yet. */
  int waiting() {
    return queue.size();
  }

  private static <A> Optional<A> await(CompletableFuture<Optional<A>> answer) {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a value was being written", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      throw new IllegalStateException("a value could not be written", e);
    }
  }

  private void work() {
    do {
      for (var batch = batch(); !batch.isEmpty(); batch = batch()) {
        write(batch);
      }
      busy.set(false);
    } while (!queue.isEmpty() && busy.compareAndSet(false, true));
  }

  /** Takes values up to the first of a key that is among them already. */
  private Map<K, Waiting<K, V, A>> batch() {
    var batch = new LinkedHashMap<K, Waiting<K, V, A>>();
    for (var next = queue.peek();
        next != null && batch.size() < MOST && batch.putIfAbsent(next.key(), next) == null;
        next = queue.peek()) {
      queue.remove();
    }
    return batch;
  }

  private void write(Map<K, Waiting<K, V, A>> batch) {
    try {
      var answers = written(batch);
      batch.forEach(
          (key, waiting) -> waiting.answer().complete(Optional.ofNullable(answers.get(key))));
    } catch (DatabaseDownException e) {
      refuse(batch, e);
    } catch (RuntimeException e) {
      // One that cannot be written must not stand in the way of the others.
      if (batch.size() > 1) {
        batch.forEach((key, waiting) -> write(Map.of(key, waiting)));
      } else {
        fail(batch, e);
      }
    } catch (Error e) {
      // Whoever waits must hear of it, and the next batch must be written.
      fail(batch, e);
    }
  }

  private Map<K, A> written(Map<K, Waiting<K, V, A>> batch) {
    var values = new LinkedHashMap<K, V>();
    batch.forEach((key, waiting) -> values.put(key, waiting.value()));
    return writing.write(values);
  }

  /** Refuses those too that wait already: each batch of them would wait as long as this one did. */
  private void refuse(Map<K, Waiting<K, V, A>> batch, DatabaseDownException e) {
    var others = waiting();
    fail(batch, e);
    for (var left = others; left > 0; left--) {
      var next = queue.poll();
      if (next != null) {
        next.answer().completeExceptionally(e);
      }
    }
  }

  private void fail(Map<K, Waiting<K, V, A>> batch, Throwable fault) {
    batch.values().forEach(waiting -> waiting.answer().completeExceptionally(fault));
  }
}
