package fleet.builder.pool;

import fleet.builder.engine.EngineException;
import fleet.contract.client.Backoff;
import fleet.contract.release.Platform;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks engines for their health, each on a thread of its own. Thread-safe. */
final class Watch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
  private static final Duration PAUSE = Duration.ofSeconds(10);

  /** What an engine emulates changes when somebody registers an emulator there. */
  private static final Duration PLATFORMS_PAUSE = Duration.ofMinutes(1);

  private final Backoff backoff =
      new Backoff(
          Duration.ofSeconds(1),
          Duration.ofMinutes(1),
          () -> ThreadLocalRandom.current().nextDouble());

  private final Listener listener;
  private final Sweeper sweeper;
  private final List<Thread> threads = new ArrayList<>();

  /** Is told what was heard. */
  interface Listener {
    /** Returns whether the engine was away before, and is back. */
    boolean heard(Member member, Health health);
  }

  Watch(Listener listener, Sweeper sweeper) {
    this.listener = listener;
    this.sweeper = sweeper;
  }

  void begin(Member member) {
    threads.add(Thread.ofVirtual().name("watch-" + member.name()).start(() -> watch(member)));
  }

  private void watch(Member member) {
    try {
      var platformsAt = System.nanoTime();
      while (true) {
        var due = System.nanoTime() - platformsAt > PLATFORMS_PAUSE.toNanos();
        if (due) {
          platformsAt = System.nanoTime();
        }
        ask(member, due);
        sweeper.retry(member);
        var failures = member.health().failures();
        Thread.sleep(failures == 0 ? PAUSE : backoff.after(failures));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Asks one now. */
  void ask(Member member) {
    ask(member, false);
  }

  private void ask(Member member, boolean forPlatforms) {
    var before = member.health();
    try {
      var version = member.engine.version();
      var fresh = forPlatforms || !before.answers();
      var platforms = fresh ? platforms(member) : before.platforms();
      if (listener.heard(member, Health.good(version, platforms))) {
        LOG.atInfo()
            .addKeyValue("engine", member.name())
            .addKeyValue("version", version.tool())
            .addKeyValue("platforms", platforms)
            .log("engine is there");
        sweeper.sweep(member);
      }
    } catch (EngineException e) {
      var _ = listener.heard(member, before.worse(e, Instant.now()));
      if (before.failures() == 0) {
        LOG.atWarn()
            .addKeyValue("engine", member.name())
            .addKeyValue("reason", e.getMessage())
            .log("engine is away");
      }
    }
  }

  /** An engine that cannot tell builds for its own platform, and others without running them. */
  private static Set<Platform> platforms(Member member) {
    try {
      return member.engine.platforms();
    } catch (EngineException e) {
      LOG.atWarn()
          .addKeyValue("engine", member.name())
          .setCause(e)
          .log("engine does not tell its platforms");
      return Set.of();
    }
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
  }
}
