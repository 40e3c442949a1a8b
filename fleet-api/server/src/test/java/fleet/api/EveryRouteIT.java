package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import fleet.api.PublishedRoutes.Route;
import fleet.contract.Json;
import fleet.contract.device.LogBatch;
import fleet.contract.device.LogLine;
import fleet.contract.device.ServerMessage;
import fleet.contract.identity.BuildId;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.RegistryAccess;
import fleet.contract.identity.ReleaseId;
import fleet.contract.identity.Secret;
import fleet.contract.identity.ServiceName;
import fleet.contract.identity.SessionId;
import fleet.contract.identity.UserName;
import fleet.contract.node.AccessAction;
import fleet.contract.node.AccessQuestion;
import fleet.contract.node.Certificate;
import fleet.contract.node.GatewayFacts;
import fleet.contract.node.KeyLookup;
import fleet.contract.node.OpenSessions;
import fleet.contract.node.RegistryTokenRequest;
import fleet.contract.node.SbomRequest;
import fleet.contract.operator.BuildEvent;
import fleet.contract.operator.BuildState;
import fleet.contract.operator.BuildView;
import fleet.contract.operator.NewSshKey;
import fleet.contract.operator.NewVariable;
import fleet.contract.operator.Role;
import fleet.contract.operator.SshKeyView;
import fleet.contract.operator.SshRequest;
import fleet.contract.operator.VariableEdit;
import fleet.contract.release.Platform;
import fleet.contract.variable.VariableName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every route of the published document, answered with success, and every request and answer held
 * against the document by {@link Caller}.
 */
class EveryRouteIT {
  private static final String KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f";
  private static final BuildId BUILD = BuildId.random();
  private static final FleetName FLEET = FleetName.parse("berlin");

  private static final Secret COLOR = Secret.of("a color that nobody guesses");

  private static final String IMAGE_PART = "/v2/berlin/web/blobs/sha256:" + "0".repeat(64);

  /** Of which the audit log tells nothing, and why. */
  private static final Map<String, String> CHANGES_NOTHING =
      Map.ofEntries(
          Map.entry("POST /api/v1/fleets/{fleet}/rollouts/plan", "shows who would move"),
          Map.entry("POST /api/v1/fleets/{fleet}/jobs/plan", "shows who is meant"),
          Map.entry("POST /internal/v1/keys/lookup", "asks whose key it is"),
          Map.entry("POST /internal/v1/authorize", "asks whether somebody may"),
          Map.entry("POST /internal/v1/registry-tokens", "asks for what a push told of may do"),
          Map.entry("POST /device/v1/challenge", "asks for something to sign"),
          Map.entry(
              "POST /device/v1/session", "a device's token of an hour; many, and nothing else"),
          Map.entry("POST /device/v1/report", "what a device says of itself"),
          Map.entry("POST /device/v1/logs", "what a device says of itself"),
          Map.entry("POST /api/v1/fleets/{fleet}/builds", "the release that it makes is told"),
          Map.entry("POST /api/v1/providers/{provider}/sign-ins", "begins; how it ends is told"),
          Map.entry("POST /internal/v1/sessions/ended", "the gateway asks which are over"),
          Map.entry("POST /api/v1/providers/{provider}/identities", "begins; how it ends is told"));

  @TempDir private static Path folder;
  private static LogCapture log;
  private static final BuildView VIEW =
      new BuildView(
          BUILD,
          FLEET,
          "c0ffee",
          BuildState.FAILED,
          true,
          1,
          Instant.EPOCH,
          Optional.of(Instant.EPOCH),
          Optional.of("1.0.0"),
          Optional.of("no"));
  private static Neighbour builder;
  private static Neighbour tunnel;
  private static RunningApi api;

  @BeforeAll
  static void start() throws Exception {
    log = new LogCapture();
    var certificate = new Certificate("certificate", Instant.parse("2030-01-01T00:00:00Z"));
    var gateway = new GatewayFacts("", 2200, "gateway-key", "user-ca", "host-ca");
    builder =
        new Neighbour()
            .on("/internal/v1/fleets/berlin/builds", EveryRouteIT::build)
            .on("/internal/v1/builds/%s/log".formatted(BUILD), EveryRouteIT::build)
            .on("/internal/v1/builds/" + BUILD, at -> Neighbour.json(at, VIEW))
            .on("/internal/v1/sboms", EveryRouteIT::sbom)
            .on("/internal/v1/engines", EngineTour::answer)
            .on(
                IMAGE_PART,
                exchange -> {
                  exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
                  Neighbour.json(exchange, "layer");
                });
    tunnel =
        new Neighbour()
            .on("/internal/v1/gateway", exchange -> Neighbour.json(exchange, gateway))
            .on("/internal/v1/certificates", exchange -> Neighbour.json(exchange, certificate));
    var bundle = Files.write(folder.resolve("bundle.tar.gz"), new byte[1000]);
    api =
        new RunningApi(
            builder.address(), tunnel.address(), builder.address().getPort(), Optional.of(bundle));
    api.anybody().contract().watch(new AuditWitness(api));
    walk();
  }

  @AfterAll
  static void stop() {
    api.close();
    log.close();
    builder.close();
    tunnel.close();
  }

  @Test
  void every_route_was_answered_as_the_document_says() {
    var missing =
        api.anybody().contract().routes().all().stream()
            .filter(route -> !api.anybody().contract().answered().contains(route.id()))
            .map(Route::toString)
            .toList();
    assertThat(missing)
        .as("no test sees these routes succeed: call each in EveryRouteIT, with all it needs")
        .isEmpty();
  }

  @Test
  void what_succeeded_is_in_the_audit_log_by_whom_it_was_asked() {
    var untold =
        api.anybody().contract().witness().orElseThrow().untold().stream()
            .map(Route::toString)
            .filter(route -> !CHANGES_NOTHING.containsKey(route))
            .distinct()
            .toList();
    assertThat(untold)
        .as("a change is told in the transaction that makes it: audit.add(tx, who, Deed.of(...))")
        .isEmpty();
  }

  @Test
  void no_secret_that_was_said_is_in_the_log() {
    var secrets = api.anybody().contract().secrets().all();

    assertThat(secrets).contains(COLOR.reveal(), RunningApi.SERVICE_KEY.reveal());
    assertThat(log.lines())
        .as("lines that tell a secret")
        .hasSizeGreaterThan(100)
        .noneMatch(line -> secrets.stream().anyMatch(line::contains));
  }

  private static void walk() throws Exception {
    anybody();
    people();
    api.newFleet(FLEET.value());
    var release = servers();
    var device = device(release);
    operators(release);
    variables("/api/v1/fleets/berlin/variables");
    variables("/api/v1/devices/kitchen/variables");
    api.asAdmin().get("/api/v1/devices/kitchen/variables/effective").expect(200);
    new ReleaseTour(api, api.asAdmin()).walk(api.newFleet("paris"), FLEET);
    new DeviceTour(api, api.asAdmin()).walk(FLEET, api.newFleet("rome"));
    new JobTour(api, api.asAdmin()).walk(FLEET);
    new TypeTour(api.asAdmin()).walk(FLEET, "kitchen");
    new BuildKeyTour(api).walk(FLEET);
    new EngineTour(api.asAdmin()).walk();
    new PlaceTour(api.asAdmin()).walk(FLEET);
    new ProviderTour(api, api.asAdmin()).walk();
    new PeopleTour(api, api.asAdmin()).walk(FLEET.value());
    new AuditTour(api.asAdmin()).walk();
    connected(device);
    theEnd();
  }

  private static void anybody() {
    var caller = api.anybody();
    caller.get("/api/v1/health").expect(200);
    caller.get("/api/v1/ready").expect(204);
    caller.get("/api/v1/trust").expect(200);
    caller.get("/install").expect(200);
    caller.get("/device/v1/supervisor.tar.gz").expect(200);
    var document = caller.contract().routes();
    assertThat(document.find("GET", PublishedRoutes.PATH)).isPresent();
    document.find("GET", PublishedRoutes.PATH).ifPresent(own -> caller.contract().note(own, 200));
  }

  private static void people() {
    var leaving = api.asNew("leaving", Role.VIEWER);
    leaving.get("/api/v1/me").expect(200);
    leaving.call("POST", "/api/v1/logout").expect(204);
    var admin = api.asAdmin();
    admin.get("/api/v1/users").expect(200);
    var key = admin.post("/api/v1/keys", new NewSshKey("laptop", KEY)).as(SshKeyView.class);
    admin.get("/api/v1/keys").expect(200);
    api.asServer().post("/internal/v1/keys/lookup", new KeyLookup(KEY)).expect(200);
    admin.delete("/api/v1/keys/" + key.fingerprint().replace("/", "%2F")).expect(204);
    admin.call("POST", "/api/v1/trust/rotate").expect(200);
  }

  private static ReleaseId servers() {
    var server = api.asServer();
    var release = api.release(FLEET, Samples.release(FLEET, Platform.LINUX_AMD64)).id();
    var may = new AccessQuestion(UserName.parse("admin"), AccessAction.PUSH, FLEET);
    server.post("/internal/v1/authorize", may).expect(200);
    server.get("/internal/v1/fleets/%s/build-terms".formatted(FLEET)).expect(200);
    var access = List.of(RegistryAccess.push("berlin/web"));
    var wanted = new RegistryTokenRequest("builder", access);
    server.post("/internal/v1/registry-tokens", wanted).expect(200);
    server.get("/internal/v1/token-key").expect(200);
    var sessions = new OpenSessions(Set.of(SessionId.random()));
    server.post("/internal/v1/sessions/ended", sessions).expect(200);
    server.get(IMAGE_PART).expect(200);
    server.get("/internal/v1/fleets/berlin/releases/newest").expect(200);
    server.get("/internal/v1/fleets/berlin/releases/newest-final").expect(200);
    server.get("/internal/v1/erased-sessions").expect(200);
    firstLine(server, "/internal/v1/releases/%s/progress".formatted(release));
    return release;
  }

  private static Caller device(ReleaseId release) {
    var device = new TestDevice(api);
    var id = device.register(api.newKey(FLEET, 1).key(), "kitchen").device();
    var caller = device.signIn(id);
    caller.get("/device/v1/state").expect(200);
    caller.post("/device/v1/report", Samples.settled(1, release)).expect(204);
    var web = Optional.of(ServiceName.parse("web"));
    var line = new LogLine(Instant.EPOCH, web, "stdout", "hello");
    caller.post("/device/v1/logs", new LogBatch(List.of(line), 0)).expect(204);
    caller.get("/registry/token?scope=repository:berlin/web:pull").expect(200);
    return caller;
  }

  private static void connected(Caller caller) throws InterruptedException {
    try (var socket = DeviceSocket.open(caller)) {
      assertThat(socket.next(ServerMessage.Target.class).etag()).isNotEmpty();
      var connect = caller.contract().routes().find("GET", "/device/v1/connect").orElseThrow();
      caller.contract().note(connect, 101);
    }
  }

  private static void operators(ReleaseId release) {
    var admin = api.asAdmin();
    admin.get("/api/v1/fleets?limit=1").expect(200);
    admin.get("/api/v1/fleets/berlin").expect(200);
    admin.get("/api/v1/fleets/berlin/releases").expect(200);
    admin.get("/api/v1/fleets/berlin/releases/" + release).expect(200);
    admin.get("/api/v1/fleets/berlin/releases/%s/statement".formatted(release)).expect(200);
    admin.get("/api/v1/fleets/berlin/releases/%s/provenance".formatted(release)).expect(200);
    admin.get("/api/v1/fleets/berlin/releases/%s/sbom".formatted(release)).expect(200);
    admin.get("/api/v1/fleets/berlin/provisioning-keys").expect(200);
    admin.get("/api/v1/devices?fleet=berlin").expect(200);
    admin.get("/api/v1/devices/kitchen").expect(200);
    assertThat(admin.get("/api/v1/devices/kitchen/logs").expect(200).text()).contains("hello");
    var session = new SshRequest(KEY, "web");
    admin.post("/api/v1/devices/kitchen/sessions", session).expect(201);
    admin.postRaw("/api/v1/fleets/berlin/builds?draft=true&tag.a=b", new byte[1024]).expect(200);
    admin.get("/api/v1/fleets/berlin/builds").expect(200);
    admin.get("/api/v1/builds/" + BUILD).expect(200);
    admin.get("/api/v1/builds/%s/log".formatted(BUILD)).expect(200);
    admin.delete("/api/v1/builds/" + BUILD).expect(204);
    firstLine(admin, "/api/v1/releases/%s/progress".formatted(release));
    assertThat(admin.firstLines(admin.request("/api/v1/events?after=0"), 2)).hasSize(2);
  }

  private static void sbom(HttpExchange exchange) throws IOException {
    var asked = Json.read(exchange.getRequestBody().readAllBytes(), SbomRequest.class);
    assertThat(asked.repository()).isEqualTo("berlin/web");
    Neighbour.json(exchange, Map.of("spdxVersion", "SPDX-2.3"));
  }

  private static void variables(String path) {
    var admin = api.asAdmin();
    var color = new NewVariable(VariableName.parse("COLOR"), COLOR, true);
    var edit = new VariableEdit(Optional.empty(), List.of(color), List.of());
    admin.patch(path, edit).expect(204);
    admin.get(path).expect(200);
    admin.get(path + "/history").expect(200);
    admin.get(path + "/diff").expect(200);
  }

  private static void theEnd() {
    var admin = api.asAdmin();
    var key = api.newKey(FLEET, 1).about().id();
    admin.delete("/api/v1/fleets/berlin/provisioning-keys/" + key).expect(204);
    admin.delete("/api/v1/devices/kitchen").expect(204);
    admin.delete("/api/v1/fleets/berlin").expect(204);
  }

  private static void firstLine(Caller caller, String path) {
    assertThat(caller.firstLines(caller.request(path), 1)).hasSize(1);
  }

  private static void build(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    if (exchange.getRequestMethod().equals("GET")
        && exchange.getRequestURI().getPath().endsWith("/builds")) {
      Neighbour.json(exchange, List.of(VIEW));
      return;
    }
    var lines =
        Json.write(new BuildEvent.Started(BUILD))
            + "\n"
            + Json.write(new BuildEvent.Line(1, "hello"))
            + "\n";
    exchange.getResponseHeaders().set("Content-Type", "application/x-ndjson");
    exchange.getResponseHeaders().set("Fleet-Name", FLEET.value());
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().write(lines.getBytes(StandardCharsets.UTF_8));
  }
}
