package fleet.tunnel;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import fleet.contract.Json;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.DeviceName;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.Secret;
import fleet.contract.identity.SessionId;
import fleet.contract.node.EndedSessions;
import fleet.contract.node.KeyLookup;
import fleet.contract.node.OpenSessions;
import fleet.contract.node.Principal;
import fleet.contract.operator.Page;
import fleet.contract.problem.Problem;
import fleet.contract.problem.ProblemCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A working stand-in for the API's internal routes that the gateway asks: it knows device keys, and
 * which sessions are over.
 */
final class DirectoryApi implements AutoCloseable {
  private final HttpServer server;
  private final Secret serviceKey;
  private final Map<String, DeviceId> devices = new ConcurrentHashMap<>();
  private final Map<SessionId, String> ended = new ConcurrentHashMap<>();
  private final AtomicInteger askedForEnded = new AtomicInteger();
  private final List<SessionId> erased = new CopyOnWriteArrayList<>();
  private final AtomicInteger asked = new AtomicInteger();
  private volatile CountDownLatch held = new CountDownLatch(0);

  DirectoryApi(Secret serviceKey) throws IOException {
    this.serviceKey = serviceKey;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(task -> Thread.ofVirtual().start(task));
    server.createContext("/internal/v1/keys/lookup", this::lookup);
    server.createContext("/internal/v1/sessions/ended", this::ended);
    server.createContext("/internal/v1/erased-sessions", this::erased);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void add(String keyLine, DeviceId device) {
    devices.put(keyLine, device);
  }

  /** The session is over from now on. */
  void end(SessionId session, String reason) {
    ended.put(session, reason);
  }

  /** How often it was asked which sessions are over. */
  int askedForEnded() {
    return askedForEnded.get();
  }

  /** The person of the session was erased. */
  void erase(SessionId session) {
    erased.add(session);
  }

  /** A session a page. */
  private void erased(HttpExchange exchange) throws IOException {
    try (exchange) {
      var query = exchange.getRequestURI().getQuery();
      var place = query.contains("after=") ? Integer.parseInt(query.replaceAll(".*after=", "")) : 0;
      var items = erased.stream().skip(place).limit(1).toList();
      var next =
          erased.size() > place + 1 ? Optional.of("" + (place + 1)) : Optional.<String>empty();
      send(exchange, 200, Json.writeBytes(new Page<>(items, next)));
    }
  }

  /** How often it was asked for a key so far. */
  int asked() {
    return asked.get();
  }

  /** Leaves every question open from now on, until {@link #release}. */
  void hold() {
    held = new CountDownLatch(1);
  }

  void release() {
    held.countDown();
  }

  @Override
  public void close() {
    release();
    server.stop(0);
  }

  private void ended(HttpExchange exchange) throws IOException {
    try (exchange) {
      askedForEnded.incrementAndGet();
      if (!isServer(exchange)) {
        fail(exchange, ProblemCode.UNAUTHENTICATED);
        return;
      }
      var open = Json.read(exchange.getRequestBody().readAllBytes(), OpenSessions.class);
      var over =
          ended.entrySet().stream()
              .filter(entry -> open.sessions().contains(entry.getKey()))
              .map(entry -> new EndedSessions.Ended(entry.getKey(), entry.getValue()))
              .toList();
      send(exchange, 200, Json.writeBytes(new EndedSessions(over)));
    }
  }

  private boolean isServer(HttpExchange exchange) {
    var shown = exchange.getRequestHeaders().getFirst("Authorization");
    return ("Bearer " + serviceKey.reveal()).equals(shown);
  }

  private void lookup(HttpExchange exchange) throws IOException {
    try (exchange) {
      asked.incrementAndGet();
      held.await();
      if (!isServer(exchange)) {
        fail(exchange, ProblemCode.UNAUTHENTICATED);
        return;
      }
      var asked = Json.read(exchange.getRequestBody().readAllBytes(), KeyLookup.class);
      var device = Optional.ofNullable(devices.get(asked.publicKey()));
      if (device.isEmpty()) {
        fail(exchange, ProblemCode.NOT_FOUND);
        return;
      }
      Principal found =
          new Principal.Device(
              device.get(), DeviceName.parse("kitchen-pi"), FleetName.parse("berlin"));
      send(exchange, 200, Json.mapper().writerFor(Principal.class).writeValueAsBytes(found));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void fail(HttpExchange exchange, ProblemCode code) throws IOException {
    send(exchange, code.status(), Json.writeBytes(new Problem(code, "nobody has that key", "")));
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
