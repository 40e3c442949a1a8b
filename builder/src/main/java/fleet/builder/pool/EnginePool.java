package fleet.builder.pool;

import fleet.builder.db.EngineRows;
import fleet.builder.engine.BuildEngine;
import fleet.builder.pool.choice.Candidate;
import fleet.builder.pool.choice.EngineChoice;
import fleet.builder.pool.choice.Wanted;
import fleet.builder.pool.choice.Way;
import fleet.contract.identity.EngineName;
import fleet.contract.operator.EngineView;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All engines of this server. Images get theirs in the order in which they came, as far as their
 * engines have room. Thread-safe; its lock is held over no I/O.
 */
public final class EnginePool implements AutoCloseable {
  private static final Duration RETURN_PAUSE = Duration.ofSeconds(1);

  private final Map<EngineName, Member> members = new LinkedHashMap<>();
  private final Deque<Waiter> waiting = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final LastMakers makers = new LastMakers();
  private final EngineRows rows;
  private final Sweeper sweeper;
  private final Watch watch;

  /** An image that waits. Mutable, under the pool's lock. */
  private static final class Waiter {
    private final Wanted wanted;
    private @Nullable EngineChoice choice;

    Waiter(Wanted wanted) {
      this.wanted = wanted;
    }
  }

  /**
   * @param engines made when it is made, closed when it is closed
   */
  public EnginePool(
      List<EngineSpec> specs, Function<EngineSpec, BuildEngine> engines, EngineRows rows) {
    specs.forEach(spec -> members.put(spec.name(), new Member(spec, engines.apply(spec))));
    this.rows = rows;
    this.sweeper = new Sweeper(rows);
    this.watch = new Watch(this::heard, sweeper);
  }

  /** Begins to ask for their health. */
  public void start() {
    var drained = rows.drained();
    change(() -> members.values().forEach(member -> member.drain(drained.contains(member.name()))));
    members.values().forEach(watch::begin);
  }

  /** The registry by all names that engines have for it. */
  public Set<String> registries() {
    return members.values().stream()
        .map(member -> member.spec.registry())
        .collect(Collectors.toSet());
  }

  /** Says whether there is a choice at all. */
  public boolean isSeveral() {
    return members.size() > 1;
  }

  /**
   * Waits for an engine.
   *
   * @throws ProblemException when there is none for it, or
   * @throws fleet.builder.engine.EngineException when the only one there is does not answer
   */
  public Lease lease(Wanted wanted) throws InterruptedException {
    var choice = await(wanted);
    if (choice instanceof EngineChoice.None && ask(missing(wanted))) {
      choice = await(wanted);
    }
    return switch (choice) {
      case EngineChoice.Chosen(var name, var way) -> lease(member(name), way);
      case EngineChoice.None(var reason) -> throw none(reason);
      case EngineChoice.Wait _ -> throw new IllegalStateException("waiting has ended");
    };
  }

  /** Says whether somebody could do it, at once or later. */
  public boolean canServe(Wanted wanted) {
    return !(choose(wanted) instanceof EngineChoice.None);
  }

  /** Asks an engine that failed whether it lives. */
  public void suspect(EngineName engine) throws InterruptedException {
    var _ = ask(List.of(member(engine)));
  }

  /** Waits for an engine that can do it to answer again, and says whether one does. */
  public boolean awaitService(Wanted wanted, Duration patience) throws InterruptedException {
    var end = System.nanoTime() + patience.toNanos();
    while (!canServe(wanted)) {
      var away = missing(wanted);
      if (away.isEmpty() || System.nanoTime() > end) {
        return false;
      }
      if (!ask(away)) {
        Thread.sleep(RETURN_PAUSE);
      }
    }
    return true;
  }

  /** The engine that made an image last; absent when nobody knows. */
  public Optional<EngineName> lastMaker(String image) {
    return makers.of(image);
  }

  /** Takes note that an engine made an image. */
  public void made(String image, EngineName engine) {
    makers.put(image, engine);
  }

  /** Takes a tag away, or does so when the engine is back. */
  public void remove(EngineName engine, String tag) {
    sweeper.remove(member(engine), tag);
  }

  /** All of them, as they are now, in the order of the options. */
  public List<EngineView> views() {
    lock.lock();
    try {
      return members.values().stream().map(Member::view).toList();
    } finally {
      lock.unlock();
    }
  }

  /** Gives it nothing new; what it builds it finishes. */
  public EngineView drain(EngineName engine) {
    var member = known(engine);
    rows.drain(engine);
    return drained(member, true);
  }

  /** Gives it work again. */
  public EngineView resume(EngineName engine) {
    var member = known(engine);
    rows.resume(engine);
    return drained(member, false);
  }

  @Override
  public void close() {
    watch.close();
    members.values().forEach(member -> member.engine.close());
  }

  private EngineView drained(Member member, boolean wanted) {
    lock.lock();
    try {
      member.drain(wanted);
      dispatch();
      return member.view();
    } finally {
      lock.unlock();
    }
  }

  private EngineChoice await(Wanted wanted) throws InterruptedException {
    lock.lockInterruptibly();
    var waiter = new Waiter(wanted);
    try {
      waiting.addLast(waiter);
      dispatch();
      while (true) {
        var choice = waiter.choice;
        if (choice != null) {
          return choice;
        }
        changed.await();
      }
    } catch (InterruptedException e) {
      giveUp(waiter);
      throw e;
    } finally {
      lock.unlock();
    }
  }

  private void giveUp(Waiter waiter) {
    waiting.remove(waiter);
    if (waiter.choice instanceof EngineChoice.Chosen(var name, var _)) {
      member(name).end();
      dispatch();
    }
  }

  /** Gives to whom it can, the first that came first; under the lock. */
  private void dispatch() {
    for (var each = waiting.iterator(); each.hasNext(); ) {
      var waiter = each.next();
      var choice = EngineChoice.of(candidates(), waiter.wanted);
      if (!(choice instanceof EngineChoice.Wait)) {
        waiter.choice = choice;
        each.remove();
      }
      if (choice instanceof EngineChoice.Chosen(var name, var _)) {
        member(name).begin();
      }
    }
    changed.signalAll();
  }

  private Lease lease(Member member, Way way) {
    lock.lock();
    try {
      var version = member.health().version().orElseThrow();
      return new Lease(
          member.name(),
          member.engine,
          version,
          member.spec.registry(),
          way,
          () -> change(member::end));
    } finally {
      lock.unlock();
    }
  }

  private EngineChoice choose(Wanted wanted) {
    lock.lock();
    try {
      return EngineChoice.of(candidates(), wanted);
    } finally {
      lock.unlock();
    }
  }

  private List<Candidate> candidates() {
    return members.values().stream().map(Member::candidate).toList();
  }

  /** Those that may be back by now, or were never asked. */
  private List<Member> missing(Wanted wanted) {
    lock.lock();
    try {
      return members.values().stream()
          .filter(member -> !member.isDrained() && !member.health().answers())
          .filter(member -> !wanted.without().contains(member.name()))
          .toList();
    } finally {
      lock.unlock();
    }
  }

  /** Asks these at once, and says whether one of them answers. */
  private boolean ask(List<Member> those) throws InterruptedException {
    var threads =
        those.stream()
            .map(member ->
                Thread.ofVirtual().name("ask-" + member.name()).start(() -> watch.ask(member)))
            .toList();
    for (var thread : threads) {
      thread.join();
    }
    lock.lock();
    try {
      return those.stream().anyMatch(member -> member.health().answers());
    } finally {
      lock.unlock();
    }
  }

  private RuntimeException none(String reason) {
    var only = isSeveral() ? Optional.<Member>empty() : members.values().stream().findFirst();
    return only.filter(member -> !member.isDrained())
        .flatMap(Member::fault)
        .orElseGet(() ->
            new ProblemException(
                ProblemCode.UPSTREAM_FAILED,
                reason,
                "nothing was released; fleet engine list shows the engines"));
  }

  /** What was heard of one; the watch tells it. */
  private boolean heard(Member member, Health health) {
    lock.lock();
    try {
      var before = member.health().answers();
      member.heard(health);
      dispatch();
      return !before && health.answers();
    } finally {
      lock.unlock();
    }
  }

  private void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      dispatch();
    } finally {
      lock.unlock();
    }
  }

  private Member known(EngineName engine) {
    if (!members.containsKey(engine)) {
      throw new ProblemException(
          ProblemCode.NOT_FOUND,
          "there is no engine %s".formatted(engine),
          "fleet engine list shows them");
    }
    return member(engine);
  }

  private Member member(EngineName engine) {
    return Optional.ofNullable(members.get(engine))
        .orElseThrow(() -> new IllegalStateException("no engine " + engine));
  }
}
