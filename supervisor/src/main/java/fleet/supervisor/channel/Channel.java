package fleet.supervisor.channel;

import fleet.contract.client.Backoff;
import fleet.contract.client.UnreachableException;
import fleet.contract.device.DeviceMessage;
import fleet.contract.device.ServerMessage;
import fleet.contract.problem.Problem;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import fleet.supervisor.channel.Link.LinkException;
import fleet.supervisor.http.Http;
import fleet.supervisor.target.Targets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the device and the API in touch on a thread of its own: over a WebSocket, and while there
 * is none by one poll per attempt to make one.
 */
public final class Channel implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Channel.class);
  private static final Duration STORED_WITHIN = Duration.ofSeconds(40);

  /** For how long a device that was removed leaves the server alone; half of it at least. */
  private static final Duration REMOVED = Duration.ofHours(1);

  private final Http http;
  private final URI server;
  private final Sessions sessions;
  private final Targets targets;
  private final Outbox outbox;
  private final Backoff backoff;
  private final Backoff seldom;
  private final Poll poll;
  private final Thread thread;
  private final Set<String> troubles = new HashSet<>();
  private boolean removed;

  public Channel(Http http, URI server, Sessions sessions, Targets targets, Outbox outbox) {
    this.http = http;
    this.server = server;
    this.sessions = sessions;
    this.targets = targets;
    this.outbox = outbox;
    this.backoff = Backoff.ofDevice(Math::random);
    this.seldom = new Backoff(REMOVED, REMOVED, Math::random);
    this.poll = new Poll(http, server, sessions, targets, outbox);
    this.thread = Thread.ofVirtual().name("channel").unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void run() {
    try {
      for (var failures = 0; ; ) {
        if (wasConnected()) {
          failures = 0;
          Thread.sleep(backoff.afterLoss());
        } else {
          poll();
          failures++;
          Thread.sleep(removed ? seldom.after(1) : backoff.after(failures));
        }
      }
    } catch (InterruptedException e) {
      log.debug("the channel is closed");
    }
  }

  /** Serves one connection to its end; false when none could be made. */
  private boolean wasConnected() throws InterruptedException {
    var connected = false;
    removed = false;
    try (var link = open()) {
      connected = true;
      troubles.clear();
      log.info("connected server={}", server);
      serve(link);
    } catch (LinkException e) {
      if (e.isUnauthenticated()) {
        sessions.forget();
      }
      trouble("not connected", e.getMessage());
    } catch (ProblemException e) {
      refused("could not sign in", e.problem());
    } catch (UnreachableException e) {
      trouble("could not sign in", e.getMessage());
    }
    return connected;
  }

  /** The server says it of a device that has proved its key, and means it for ever. */
  private void refused(String what, Problem problem) {
    removed = problem.code() == ProblemCode.GONE;
    if (removed) {
      trouble(
          "its containers run on, and the server is left alone",
          "%s; %s".formatted(problem.message(), problem.hint()));
    } else {
      trouble(what, problem.message());
    }
  }

  private Link open() throws LinkException, InterruptedException {
    var address = URI.create(server.toString().replaceFirst("^http", "ws") + "/device/v1/connect");
    return Link.open(http.connector(), address, sessions.token().reveal(), outbox::wake);
  }

  private void serve(Link link) throws LinkException, InterruptedException {
    outbox.sendAgain();
    var lastSent = 0L;
    var storedBy = Long.MAX_VALUE;
    while (link.end().isEmpty()) {
      receive(link);
      var report = outbox.takeReport();
      if (report.isPresent()) {
        link.send(new DeviceMessage.Report(report.get()));
        lastSent = report.get().sequence();
        storedBy = System.nanoTime() + STORED_WITHIN.toNanos();
      }
      var logs = outbox.takeLogs();
      if (logs.isPresent()) {
        link.send(new DeviceMessage.Logs(logs.get()));
      }
      if (!outbox.isStored(lastSent) && System.nanoTime() > storedBy) {
        throw new LinkException("the server does not confirm reports", false);
      }
      outbox.await(STORED_WITHIN.toMillis());
    }
    throw new LinkException(link.end().orElse("the connection ended"), link.isRefused());
  }

  private void receive(Link link) throws LinkException {
    for (var next = link.receive(); next.isPresent(); next = link.receive()) {
      take(next.get());
    }
  }

  private void take(ServerMessage message) {
    switch (message) {
      case ServerMessage.Target(var etag, var state) ->
          targets.accept(new Targets.Received(etag, state));
      case ServerMessage.Reported(var sequence) -> outbox.stored(sequence);
    }
  }

  private void poll() {
    if (removed) {
      return;
    }
    try {
      poll.once();
    } catch (ProblemException e) {
      refused("could not poll", e.problem());
    } catch (IOException | UncheckedIOException | UnreachableException e) {
      trouble("could not poll", e.getMessage());
    }
  }

  /** Says it once, not at each attempt. */
  private void trouble(String what, @Nullable String reason) {
    var text = "%s: %s".formatted(what, reason);
    if (troubles.add(text)) {
      log.warn("{} server={}", text, server);
    }
  }
}
