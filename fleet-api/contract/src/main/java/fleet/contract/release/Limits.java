package fleet.contract.release;

import java.util.Map;
import java.util.Optional;

/**
 * What a service may take of its device. What is absent is not limited.
 *
 * @param memory in bytes; the kernel ends a process of a service that wants more
 * @param memoryAndSwap in bytes, both together; -1 for as much swap as there is
 * @param reservedMemory in bytes, to which a service shrinks where memory is short
 * @param nanoCpus 1,000,000,000 are one processor
 * @param processes at most at once, threads too
 * @param sharedMemory in bytes, of {@code /dev/shm}
 * @param ulimits by their names, such as {@code nofile}
 */
public record Limits(
    Optional<Long> memory,
    Optional<Long> memoryAndSwap,
    Optional<Long> reservedMemory,
    Optional<Long> nanoCpus,
    Optional<Long> processes,
    Optional<Long> sharedMemory,
    Map<String, Ulimit> ulimits) {
  public static final Limits NONE =
      new Limits(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Map.of());

  public Limits {
    ulimits = Map.copyOf(ulimits);
  }
}
