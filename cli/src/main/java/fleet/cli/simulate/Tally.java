package fleet.cli.simulate;

import fleet.contract.identity.ReleaseId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** Counts what happens to the devices. Thread-safe. */
final class Tally {
  private static final int MAX_KINDS_OF_TROUBLE = 50;

  private final AtomicInteger connected = new AtomicInteger();
  private final AtomicInteger pollers = new AtomicInteger();
  private final AtomicLong targets = new AtomicLong();
  private final AtomicLong polls = new AtomicLong();
  private final AtomicLong unchanged = new AtomicLong();
  private final AtomicLong reports = new AtomicLong();
  private final AtomicLong signIns = new AtomicLong();
  private final AtomicInteger removed = new AtomicInteger();
  private final AtomicLong errors = new AtomicLong();
  private final Map<String, AtomicLong> trouble = new ConcurrentHashMap<>();
  private final Map<ReleaseId, Told> releases = new ConcurrentHashMap<>();
  private final Map<Long, Told> variables = new ConcurrentHashMap<>();
  private final Queue<Long> reconnects = new ConcurrentLinkedQueue<>();
  private final Queue<Long> waits = new ConcurrentLinkedQueue<>();
  private final InstantSource clock;

  /** When devices were told a release, in milliseconds since the epoch. */
  private static final class Told {
    private final String version;
    private final List<Long> moments = new ArrayList<>();

    Told(String version) {
      this.version = version;
    }

    synchronized void at(long moment) {
      moments.add(moment);
    }

    synchronized Summary.Told summary() {
      var sorted = moments.stream().sorted().toList();
      var first = sorted.getFirst();
      var after = sorted.stream().map(moment -> moment - first).toList();
      return new Summary.Told(
          version, Instant.ofEpochMilli(first), after.size(), Summary.Times.of(after));
    }
  }

  Tally(InstantSource clock) {
    this.clock = clock;
  }

  void connected() {
    connected.incrementAndGet();
  }

  void gone() {
    connected.decrementAndGet();
  }

  void pollsNow() {
    pollers.incrementAndGet();
  }

  void pollsNoMore() {
    pollers.decrementAndGet();
  }

  void polled(boolean changed) {
    polls.incrementAndGet();
    if (!changed) {
      unchanged.incrementAndGet();
    }
  }

  void reported() {
    reports.incrementAndGet();
  }

  /** A device that ran needed another token. */
  void signedIn() {
    signIns.incrementAndGet();
  }

  void target() {
    targets.incrementAndGet();
  }

  /** A device that had another release was told this one. */
  void told(ReleaseId release, String version) {
    releases.computeIfAbsent(release, _ -> new Told(version)).at(clock.millis());
  }

  /** A device that had other variables was told these. */
  void toldVariables(long revision) {
    variables.computeIfAbsent(revision, _ -> new Told(Long.toString(revision))).at(clock.millis());
  }

  void cameBack(Duration after) {
    reconnects.add(after.toMillis());
  }

  /** A device lost its connection, and tries again after that. */
  void holdsBack(Duration wait) {
    waits.add(wait.toMillis());
  }

  /** A device is known no more, and ended. */
  void removed() {
    removed.incrementAndGet();
  }

  void error(String what) {
    errors.incrementAndGet();
    if (trouble.size() < MAX_KINDS_OF_TROUBLE || trouble.containsKey(what)) {
      trouble.computeIfAbsent(what, _ -> new AtomicLong()).incrementAndGet();
    }
  }

  int connectedNow() {
    return connected.get();
  }

  /** One line for people who watch. */
  String line(int devices) {
    return "%,d of %,d connected · %,d poll · %,d targets · %,d reports · %,d errors"
        .formatted(
            connected.get(), devices, pollers.get(), targets.get(), reports.get(), errors.get());
  }

  Summary summary(int devices) {
    return new Summary(
        devices,
        connected.get(),
        pollers.get(),
        targets.get(),
        polls.get(),
        unchanged.get(),
        reports.get(),
        releases.values().stream().map(Told::summary).toList(),
        variables.values().stream().map(Told::summary).toList(),
        Summary.Times.of(List.copyOf(reconnects)),
        Summary.Times.of(List.copyOf(waits)),
        signIns.get(),
        removed.get(),
        errors.get(),
        trouble.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, entry -> entry.getValue().get(), Long::sum, TreeMap::new)));
  }
}
