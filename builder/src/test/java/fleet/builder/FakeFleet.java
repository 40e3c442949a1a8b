package fleet.builder;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import fleet.contract.Json;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.ReleaseId;
import fleet.contract.identity.Secret;
import fleet.contract.identity.UserName;
import fleet.contract.node.AccessAnswer;
import fleet.contract.node.AccessQuestion;
import fleet.contract.node.BuildKeys;
import fleet.contract.node.BuildTerms;
import fleet.contract.node.BuiltRelease;
import fleet.contract.node.FleetKinds;
import fleet.contract.node.KeyLookup;
import fleet.contract.node.Principal;
import fleet.contract.node.RegistryToken;
import fleet.contract.operator.Role;
import fleet.contract.operator.RolloutProgress;
import fleet.contract.policy.BranchPolicy;
import fleet.contract.policy.HostPolicy;
import fleet.contract.problem.Problem;
import fleet.contract.problem.ProblemCode;
import fleet.contract.release.NewRelease;
import fleet.contract.release.Release;
import fleet.contract.release.ReleaseProvenance;
import fleet.contract.release.ReleaseState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** The API's internal routes over real HTTP, with people, fleets and devices in memory. */
final class FakeFleet implements AutoCloseable {
  final Secret serviceKey = Secret.random("service-");
  final Map<String, Principal> keys = new ConcurrentHashMap<>();
  final List<FleetName> fleets = new CopyOnWriteArrayList<>();
  final List<Release> releases = new CopyOnWriteArrayList<>();
  final Map<ReleaseId, ReleaseProvenance> provenance = new ConcurrentHashMap<>();
  final List<RolloutProgress> progress = new CopyOnWriteArrayList<>();
  volatile FleetKinds kinds = FleetKinds.NONE;
  volatile HostPolicy policy = HostPolicy.CLOSED;
  volatile BranchPolicy branches = BranchPolicy.NONE;
  volatile BuildKeys buildKeys = BuildKeys.NONE;
  private final HttpServer server;

  FakeFleet() throws IOException {
    this(0);
  }

  FakeFleet(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    var _ = server.createContext("/internal/v1", this::handle);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Lets a person in by their key; only developers and owners may push. */
  void person(String name, Role role, String publicKey) {
    keys.put(publicKey, new Principal.Person(UserName.parse(name), role));
  }

  /** The devices as the next release finds them; each is one line of the progress. */
  void devices(int devices, int online, int... running) {
    progress.clear();
    for (var count : running) {
      progress.add(
          new RolloutProgress(ReleaseId.random(), "0.0.0", devices, online, count, 0, Map.of()));
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var path = exchange.getRequestURI().getPath().substring("/internal/v1".length());
      if (!("Bearer " + serviceKey.reveal())
          .equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        answer(exchange, 401, problem(ProblemCode.UNAUTHENTICATED, "no service key"));
      } else if (path.equals("/keys/lookup")) {
        lookUp(exchange);
      } else if (path.equals("/authorize")) {
        authorize(exchange);
      } else if (path.equals("/registry-tokens")) {
        answer(exchange, 200, new RegistryToken(Secret.of("token"), 60, Instant.now()));
      } else if (path.endsWith("/build-terms")) {
        answer(exchange, 200, new BuildTerms(kinds, policy, Optional.of(branches)));
      } else if (path.endsWith("/releases/newest")) {
        newest(exchange, FleetName.parse(path.split("/")[2]));
      } else if (path.endsWith("/releases/newest-final")) {
        newestFinal(exchange, FleetName.parse(path.split("/")[2]));
      } else if (path.endsWith("/build-keys")) {
        answer(exchange, 200, buildKeys);
      } else if (path.endsWith("/releases")) {
        release(exchange, FleetName.parse(path.split("/")[2]));
      } else {
        tellProgress(exchange);
      }
    }
  }

  private void lookUp(HttpExchange exchange) throws IOException {
    var owner = keys.get(read(exchange, KeyLookup.class).publicKey());
    if (owner == null) {
      answer(exchange, 404, problem(ProblemCode.NOT_FOUND, "nobody has that key"));
    } else {
      answer(exchange, 200, owner);
    }
  }

  private void authorize(HttpExchange exchange) throws IOException {
    var question = read(exchange, AccessQuestion.class);
    var exists = fleets.contains(question.fleet());
    var allowed =
        exists
            && keys.values().stream()
                .anyMatch(owner ->
                    owner instanceof Principal.Person person
                        && person.name().equals(question.user())
                        && person.role().covers(question.action().leastRole()));
    answer(
        exchange,
        200,
        new AccessAnswer(
            allowed, exists, allowed ? "" : question.user() + " is no developer of this fleet"));
  }

  private void release(HttpExchange exchange, FleetName fleet) throws IOException {
    var made = read(exchange, NewRelease.class);
    var revision = releases.size() + 1;
    var release =
        new Release(
            ReleaseId.random(),
            fleet,
            made.semver().orElse("0.0.0+rev" + revision),
            revision,
            made.build(),
            made.author(),
            made.commit(),
            made.note(),
            made.tags(),
            made.draft() ? ReleaseState.DRAFT : ReleaseState.FINAL,
            Optional.empty(),
            Instant.now(),
            made.services(),
            made.composition());
    releases.add(release);
    made.provenance().ifPresent(it -> provenance.put(release.id(), it));
    answer(exchange, 200, release);
  }

  private void newest(HttpExchange exchange, FleetName fleet) throws IOException {
    var own = releases.stream().filter(release -> release.fleet().equals(fleet)).toList();
    if (own.isEmpty()) {
      answer(exchange, 404, problem(ProblemCode.NOT_FOUND, "there is no release yet"));
    } else {
      answer(exchange, 200, own.getLast());
    }
  }

  private void newestFinal(HttpExchange exchange, FleetName fleet) throws IOException {
    var own =
        releases.stream()
            .filter(release -> release.fleet().equals(fleet))
            .filter(release -> release.state() == ReleaseState.FINAL)
            .toList();
    if (own.isEmpty()) {
      answer(exchange, 404, problem(ProblemCode.NOT_FOUND, "there is no release yet"));
    } else {
      var last = own.getLast();
      var known = provenance.getOrDefault(last.id(), ReleaseProvenance.UNKNOWN);
      answer(exchange, 200, new BuiltRelease(last, known));
    }
  }

  private void tellProgress(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    for (var step : progress) {
      exchange.getResponseBody().write((Json.write(step) + "\n").getBytes(StandardCharsets.UTF_8));
      exchange.getResponseBody().flush();
    }
  }

  private static Problem problem(ProblemCode code, String message) {
    return new Problem(code, message, "");
  }

  private static <T> T read(HttpExchange exchange, Class<T> type) throws IOException {
    return Json.read(exchange.getRequestBody().readAllBytes(), type);
  }

  private static void answer(HttpExchange exchange, int status, Object body) throws IOException {
    var bytes = Json.writeBytes(body);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
