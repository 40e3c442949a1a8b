package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import fleet.contract.Json;
import fleet.contract.device.ActionResult;
import fleet.contract.device.DeviceAction;
import fleet.contract.device.ServerMessage;
import fleet.contract.device.StateReport;
import fleet.contract.device.TargetState;
import fleet.contract.identity.BuildId;
import fleet.contract.node.Certificate;
import fleet.contract.node.GatewayFacts;
import fleet.contract.node.HostCertificateRequest;
import fleet.contract.node.UserCertificateRequest;
import fleet.contract.operator.BuildEvent;
import fleet.contract.operator.DeviceStatus;
import fleet.contract.operator.DeviceView;
import fleet.contract.operator.Role;
import fleet.contract.operator.SshGrant;
import fleet.contract.operator.SshRequest;
import fleet.contract.problem.ProblemCode;
import fleet.contract.release.Platform;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the API does together with the builder and the gateway. */
class NeighboursIT {
  private static final String KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f";
  private static final BuildId BUILD = BuildId.random();
  private static final CountDownLatch LINE_WAS_READ = new CountDownLatch(1);

  @TempDir private static Path folder;
  private static Neighbour builder;
  private static Neighbour tunnel;
  private static RunningApi api;

  @BeforeAll
  static void start() throws Exception {
    builder = new Neighbour();
    tunnel = new Neighbour();
    builder.on("/internal/v1/fleets/berlin/builds", NeighboursIT::build);
    tunnel.on(
        "/internal/v1/gateway",
        exchange ->
            Neighbour.json(
                exchange, new GatewayFacts("", 2200, "gateway-key", "user-ca", "host-ca")));
    tunnel.on("/internal/v1/certificates/user", NeighboursIT::certifyUser);
    tunnel.on("/internal/v1/certificates/host", NeighboursIT::certifyHost);
    var bundle = Files.write(folder.resolve("bundle.tar.gz"), new byte[300_000]);
    api = new RunningApi(builder.address(), tunnel.address(), Optional.of(bundle));
    api.newFleet("berlin");
  }

  @AfterAll
  static void stop() {
    api.close();
    builder.close();
    tunnel.close();
  }

  @Test
  void an_upload_streams_to_the_builder_and_its_log_streams_back() {
    var events = new ArrayList<BuildEvent>();
    var body = new byte[2_000_000];
    api.asAdmin()
        .json()
        .upload(
            "/api/v1/fleets/berlin/builds?draft=true&note=a%20b",
            "application/x-tar",
            BodyPublishers.ofByteArray(body),
            BuildEvent.class,
            event -> {
              events.add(event);
              // The builder ends only when this line has come through.
              LINE_WAS_READ.countDown();
              return true;
            });
    assertThat(events)
        .containsExactly(
            new BuildEvent.Started(BUILD),
            new BuildEvent.Line(1, "admin draft=true&note=a%20b application/x-tar 2000000"));
  }

  @Test
  void an_upload_to_an_unknown_fleet_or_by_a_viewer_never_reaches_the_builder() {
    var viewer = api.asNew("vera", Role.VIEWER);
    var refused = viewer.postRaw("/api/v1/fleets/berlin/builds", new byte[500_000]).expect(403);
    assertThat(refused.problem().message()).contains("vera is a viewer");
    var missing = api.asAdmin().postRaw("/api/v1/fleets/nowhere/builds", new byte[10]);
    assertThat(missing.expect(404).problem().message()).isEqualTo("there is no fleet 'nowhere'");
  }

  @Test
  void a_builder_that_is_not_there_is_told() {
    try (var alone = RunningApi.alone()) {
      var reply = alone.asAdmin().get("/api/v1/builds/%s/log".formatted(BUILD)).expect(502);
      assertThat(reply.problem().message()).isEqualTo("the builder does not answer");
    }
  }

  @Test
  void a_session_orders_the_device_to_dial_until_it_answers() {
    var fleet = api.newFleet("paris");
    var release = api.release(fleet, Samples.release(fleet, Platform.LINUX_AMD64));
    var device = new TestDevice(api);
    var registered = device.register(api.newKey(fleet, 1).key(), "kitchen");
    var caller = device.signIn(registered.device());
    var request = new SshRequest(KEY + " me@home", "web");
    assertThat(session(request).problem().code()).isEqualTo(ProblemCode.OFFLINE);

    var report = Samples.settled(1, release.id());
    caller.post("/device/v1/report", report).expect(204);
    var grant = session(request).expect(201).as(SshGrant.class);
    assertThat(grant.certificate()).isEqualTo("certificate of admin for web by " + KEY);
    assertThat(grant.hostAlias()).isEqualTo(registered.device() + ".fleet");
    assertThat(grant.knownHosts())
        .containsExactly("%s gateway-key", "@cert-authority *.fleet host-ca");

    var action = caller.get("/device/v1/state").as(TargetState.class).actions().getFirst();
    assertThat(action).isInstanceOf(DeviceAction.OpenLink.class);
    assertThat(((DeviceAction.OpenLink) action).offer().hostCertificate())
        .isEqualTo("host certificate of " + device.publicKey());
    caller.post("/device/v1/report", answering(report, action)).expect(204);
    assertThat(caller.get("/device/v1/state").as(TargetState.class).actions()).isEmpty();
  }

  @Test
  void a_session_waits_for_a_device_that_is_on_its_way_back() throws Exception {
    var fleet = api.newFleet("lyon");
    var release = api.release(fleet, Samples.release(fleet, Platform.LINUX_AMD64));
    var device = new TestDevice(api);
    var caller = device.signIn(device.register(api.newKey(fleet, 1).key(), "cellar").device());
    caller.post("/device/v1/report", Samples.settled(1, release.id())).expect(204);
    try (var socket = DeviceSocket.open(caller)) {
      socket.next(ServerMessage.Target.class);
      socket.cut();
    }
    await().until(() -> status("cellar") == DeviceStatus.OFFLINE);

    var asked =
        CompletableFuture.supplyAsync(() ->
            api.asAdmin()
                .post("/api/v1/devices/cellar/sessions", new SshRequest(KEY + " me@home", "web")));
    await().during(Duration.ofMillis(500)).until(() -> !asked.isDone());
    try (var socket = DeviceSocket.open(caller)) {
      socket.next(ServerMessage.Target.class);
      asked.get(20, TimeUnit.SECONDS).expect(201);
    }
  }

  private static DeviceStatus status(String device) {
    return api.asAdmin().get("/api/v1/devices/" + device).as(DeviceView.class).status();
  }

  @Test
  void nobody_lands_on_a_service_that_is_not_there_nor_with_a_key_that_is_none() {
    var fleet = api.newFleet("rome");
    var release = api.release(fleet, Samples.release(fleet, Platform.LINUX_AMD64));
    var device = new TestDevice(api);
    var registered = device.register(api.newKey(fleet, 1).key(), "attic");
    device
        .signIn(registered.device())
        .post("/device/v1/report", Samples.settled(1, release.id()))
        .expect(204);
    var nowhere = api.asAdmin().post("/api/v1/devices/attic/sessions", new SshRequest(KEY, "db"));
    assertThat(nowhere.expect(404).problem().hint()).isEqualTo("it runs: web");
    var noKey = api.asAdmin().post("/api/v1/devices/attic/sessions", new SshRequest("x", "web"));
    noKey.expect(400);
  }

  @Test
  void a_new_device_fetches_the_script_and_the_supervisor() throws Exception {
    var script = api.anybody().get("/install").expect(200).text();
    assertThat(script).contains("SERVER=\"" + api.address() + "\"").doesNotContain("@SERVER@");
    var file = Files.writeString(folder.resolve("install.sh"), script);
    assertThat(run("sh", "-n", file.toString())).isZero();
    assertThat(run("sh", file.toString(), "--bogus", "x")).isEqualTo(2);
    assertThat(run("sh", file.toString(), "--name")).isEqualTo(2);
    assertThat(run("sh", file.toString(), "--name", "a b")).isEqualTo(2);
    var bundle = api.anybody().get("/device/v1/supervisor.tar.gz").expect(200);
    assertThat(bundle.response().body()).hasSize(300_000);
  }

  @Test
  void every_part_that_answers_is_healthy() {
    assertThat(api.anybody().get("/api/v1/health").expect(200).text())
        .contains("\"builder\":\"ok\"", "\"database\":\"ok\"", "\"tunnel\":\"ok\"");
  }

  private static Caller.Reply session(SshRequest request) {
    return api.asAdmin().post("/api/v1/devices/kitchen/sessions", request);
  }

  private static StateReport answering(StateReport last, DeviceAction action) {
    return new StateReport(
        last.protocol(),
        last.sequence() + 1,
        last.at(),
        last.supervisorVersion(),
        last.phase(),
        last.target(),
        last.running(),
        last.healthy(),
        last.services(),
        last.failure(),
        List.of(new ActionResult(action.id(), true, "")));
  }

  private static void build(HttpExchange exchange) throws IOException {
    var headers = exchange.getRequestHeaders();
    var size = exchange.getRequestBody().readAllBytes().length;
    var line =
        "%s %s %s %d"
            .formatted(
                headers.getFirst("Fleet-User"),
                exchange.getRequestURI().getRawQuery(),
                headers.getFirst("Content-Type"),
                size);
    exchange.getResponseHeaders().set("Content-Type", "application/x-ndjson");
    exchange.sendResponseHeaders(200, 0);
    var out = exchange.getResponseBody();
    out.write((Json.write(new BuildEvent.Started(BUILD)) + "\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
    try {
      assertThat(LINE_WAS_READ.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    out.write((Json.write(new BuildEvent.Line(1, line)) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static void certifyUser(HttpExchange exchange) throws IOException {
    var asked = Json.read(exchange.getRequestBody().readAllBytes(), UserCertificateRequest.class);
    var line =
        "certificate of %s for %s by %s"
            .formatted(asked.user(), asked.landing(), asked.publicKey());
    Neighbour.json(exchange, new Certificate(line, Instant.parse("2030-01-01T00:00:00Z")));
  }

  private static void certifyHost(HttpExchange exchange) throws IOException {
    var asked = Json.read(exchange.getRequestBody().readAllBytes(), HostCertificateRequest.class);
    var line = "host certificate of " + asked.publicKey();
    Neighbour.json(exchange, new Certificate(line, Instant.parse("2030-01-01T00:00:00Z")));
  }

  private static int run(String... command) throws Exception {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
