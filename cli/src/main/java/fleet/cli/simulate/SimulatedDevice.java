package fleet.cli.simulate;

import fleet.contract.Json;
import fleet.contract.client.Backoff;
import fleet.contract.client.UnreachableException;
import fleet.contract.device.DeviceMessage;
import fleet.contract.device.ReleaseTarget;
import fleet.contract.device.ServerMessage;
import fleet.contract.device.TargetState;
import fleet.contract.identity.Secret;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * One device: signs in, connects or polls, reports, and comes back when it was cut off. It runs on
 * a virtual thread of its own until that is interrupted.
 */
final class SimulatedDevice implements Runnable {
  private static final Backoff BACKOFF =
      Backoff.ofDevice(() -> ThreadLocalRandom.current().nextDouble());
  private static final Duration FIRST_INTERVAL = Duration.ofSeconds(50);
  private static final int UNAUTHORIZED = 401;
  private static final int FIRST_CLOSE_CODE = 1000;

  private final World world;
  private final Behaviour.Kind kind;
  private final State state;
  private volatile Member member;
  private volatile boolean removed;
  private volatile @Nullable Connection connection;
  private Optional<Instant> lostAt = Optional.empty();
  private Duration interval = FIRST_INTERVAL;
  private int failures;

  SimulatedDevice(World world, Member member, Behaviour.Kind kind) {
    this.world = world;
    this.member = member;
    this.kind = kind;
    this.state = new State(world.clock(), kind.fails(), member.stored());
  }

  /** It with its newest token, while the server knows it. */
  Optional<Member> member() {
    return removed ? Optional.empty() : Optional.of(member.with(state.stored()));
  }

  /** Cuts the connection off, as a lost network would. */
  void cut() {
    var open = connection;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        world.tally().error("could not close: " + e.getMessage());
      }
    }
  }

  @Override
  public void run() {
    try {
      pause(world.behaviour().spread());
      var goesOn = true;
      while (goesOn && !Thread.currentThread().isInterrupted()) {
        goesOn = live();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      cut();
    }
  }

  /** Lives until something goes wrong; whether it may go on after that. */
  private boolean live() throws InterruptedException {
    try {
      var known = world.door().signedIn(member);
      if (!known.equals(member)) {
        world.tally().signedIn();
      }
      member = known;
      var token = member.usable(world.clock().instant()).orElseThrow();
      if (kind.polls()) {
        new Polling(world, state, kind).run(token);
      } else {
        connect(token);
      }
    } catch (Connection.RefusedException e) {
      if (doubts(e.status())) {
        member = member.withoutToken();
      }
      lost(String.valueOf(e.getMessage()));
    } catch (ProblemException e) {
      if (isRemoved(e)) {
        removed = true;
        world.tally().removed();
        return false;
      }
      lost(e.getClass().getSimpleName() + ": " + e.getMessage());
    } catch (IOException
        | UncheckedIOException
        | UnreachableException
        | IllegalArgumentException e) {
      lost(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
    return true;
  }

  /** Whether the token may be no good: refused, or closed twice without a target between. */
  private boolean doubts(int status) {
    return status == UNAUTHORIZED || (status >= FIRST_CLOSE_CODE && failures > 0);
  }

  /** Whether signing in told that the server knows the device no more. */
  static boolean isRemoved(ProblemException refusal) {
    var code = refusal.problem().code();
    return code == ProblemCode.GONE || code == ProblemCode.UNAUTHENTICATED;
  }

  private void connect(Secret token) throws IOException, InterruptedException {
    try (var open = Connection.open(world.server(), world.tls(), token, kind.isSlow())) {
      connection = open;
      world.tally().connected();
      try {
        talk(open);
      } finally {
        connection = null;
        world.tally().gone();
      }
    }
  }

  private void talk(Connection open) throws IOException, InterruptedException {
    report(open);
    while (!Thread.currentThread().isInterrupted()) {
      var said = open.read(interval);
      if (said.isEmpty()) {
        report(open);
      } else {
        take(Json.read(said.get(), ServerMessage.class), open);
      }
    }
  }

  private void take(ServerMessage message, Connection open) throws IOException {
    switch (message) {
      case ServerMessage.Target(var _, var wanted) -> take(wanted, open);
      case ServerMessage.Reported(var sequence) -> state.stored(sequence);
    }
  }

  private void take(TargetState wanted, Connection open) throws IOException {
    failures = 0;
    lostAt.ifPresent(
        moment -> world.tally().cameBack(Duration.between(moment, world.clock().instant())));
    lostAt = Optional.empty();
    world.tally().target();
    interval = wanted.reportInterval();
    var asked = state.take(wanted);
    asked.variables().ifPresent(world.tally()::toldVariables);
    asked.release().ifPresent(release -> update(release, open));
    if (asked.release().isEmpty() && asked.tells()) {
      report(open);
    }
  }

  private void update(ReleaseTarget release, Connection open) {
    world.tally().told(release.id(), release.version());
    world
        .threads()
        .execute(() -> {
          try {
            report(open);
            pause(world.behaviour().update());
            state.finish(release.id());
            report(open);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } catch (IOException e) {
            // The device reports again when it is connected again.
          }
        });
  }

  private void report(Connection open) throws IOException {
    if (!kind.isSilent()) {
      open.send(Json.write(new DeviceMessage.Report(state.report())));
      world.tally().reported();
    }
  }

  /** Waits as a supervisor does. */
  private void lost(String reason) throws InterruptedException {
    if (Thread.currentThread().isInterrupted()) {
      return;
    }
    if (!world.isStorm(reason)) {
      world.tally().error(reason);
    }
    if (lostAt.isEmpty()) {
      lostAt = Optional.of(world.clock().instant());
    }
    var wait = failures == 0 ? BACKOFF.afterLoss() : BACKOFF.after(failures);
    if (failures == 0) {
      world.tally().holdsBack(wait);
    }
    failures++;
    Thread.sleep(wait);
  }

  private static void pause(Duration longest) throws InterruptedException {
    if (longest.isPositive()) {
      Thread.sleep(ThreadLocalRandom.current().nextLong(longest.toMillis() + 1));
    }
  }
}
