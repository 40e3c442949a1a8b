package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.Json;
import fleet.contract.access.ApiKey;
import fleet.contract.access.NewApiKey;
import fleet.contract.access.RoleGrant;
import fleet.contract.access.UserChange;
import fleet.contract.device.ServerMessage;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.Secret;
import fleet.contract.identity.SessionId;
import fleet.contract.node.AccessAction;
import fleet.contract.node.Certificate;
import fleet.contract.node.EndedSessions;
import fleet.contract.node.EndedSessions.Ended;
import fleet.contract.node.GatewayFacts;
import fleet.contract.node.OpenSessions;
import fleet.contract.operator.Role;
import fleet.contract.operator.SshGrant;
import fleet.contract.operator.SshRequest;
import java.net.URI;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which sessions are over, as the gateway is told. */
class EndedSessionsIT {
  private static final String KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f";
  private static final FleetName BERLIN = FleetName.parse("berlin");

  private static Neighbour tunnel;
  private static RunningApi api;
  private static Secret key;
  private static DeviceSocket kitchen;
  private static SessionId ofSomebodyElse;

  @BeforeAll
  static void start() throws Exception {
    var certificate = new Certificate("certificate", Instant.parse("2099-01-01T00:00:00Z"));
    var gateway = new GatewayFacts("", 2200, "gateway-key", "user-ca", "host-ca");
    tunnel =
        new Neighbour()
            .on("/internal/v1/gateway", exchange -> Neighbour.json(exchange, gateway))
            .on("/internal/v1/certificates", exchange -> Neighbour.json(exchange, certificate));
    api = new RunningApi(URI.create("http://127.0.0.1:9"), tunnel.address(), Optional.empty());
    key = api.newKey(api.newFleet("berlin"), 5).key();
    kitchen = online("kitchen");
    ofSomebodyElse = open(api.asNew("somebody-else", Role.OPERATOR), "kitchen");
  }

  @AfterAll
  static void stop() {
    kitchen.close();
    api.close();
    tunnel.close();
  }

  @Test
  void a_session_is_over_when_who_opened_it_is_signed_out() {
    var ann = api.asNew("ann", Role.OPERATOR);
    var session = open(ann, "kitchen");
    assertThat(ended(session)).isEmpty();
    ann.call("POST", "/api/v1/logout").expect(204);
    assertThat(ended(session)).containsExactly(new Ended(session, "ann is signed out"));
  }

  @Test
  void a_session_is_over_when_who_opened_it_is_disabled_or_removed() {
    var bob = open(api.asNew("bob", Role.OPERATOR), "kitchen");
    var cleo = open(api.asNew("cleo", Role.OPERATOR), "kitchen");
    var disable = new UserChange(Optional.empty(), Optional.of(true));
    api.asAdmin().patch("/api/v1/users/bob", disable).expect(200);
    api.asAdmin().delete("/api/v1/users/cleo").expect(204);
    assertThat(ended(bob, cleo)).extracting(Ended::session).containsExactlyInAnyOrder(bob, cleo);
  }

  @Test
  void a_session_is_over_when_the_role_that_it_takes_is_taken() {
    var dora = api.asNew("dora", Role.NONE);
    var people = "/api/v1/fleets/berlin/people/dora";
    api.asAdmin().put(people, new RoleGrant(Role.OPERATOR)).expect(200);
    var session = open(dora, "kitchen");
    assertThat(ended(session)).isEmpty();
    api.asAdmin().put(people, new RoleGrant(Role.VIEWER)).expect(200);
    assertThat(ended(session))
        .extracting(Ended::reason)
        .singleElement()
        .asString()
        .contains("dora is a viewer of berlin");
    api.asAdmin().delete(people).expect(204);
    assertThat(ended(session))
        .extracting(Ended::reason)
        .containsExactly("dora may do nothing in the device's fleet");
  }

  @Test
  void a_session_is_over_with_the_api_key_that_opened_it() {
    var ed = api.asNew("ed", Role.OPERATOR);
    var wanted =
        new NewApiKey(
            "support",
            Set.of(AccessAction.OPEN_SESSION),
            Optional.of(Set.of(BERLIN)),
            Optional.empty());
    var made = ed.post("/api/v1/api-keys", wanted).expect(201).as(ApiKey.class);
    var byKey = open(api.as(made.key()), "kitchen");
    var byThemselves = open(ed, "kitchen");
    assertThat(ended(byKey, byThemselves)).isEmpty();
    ed.delete("/api/v1/api-keys/" + made.about().id()).expect(204);
    assertThat(ended(byKey, byThemselves)).extracting(Ended::session).containsExactly(byKey);
  }

  @Test
  void a_session_is_over_when_its_device_is_removed() throws Exception {
    var session = open(api.asAdmin(), "kitchen");
    try (var _ = online("attic")) {
      var gone = open(api.asAdmin(), "attic");
      assertThat(ended(session, gone)).isEmpty();
      api.asAdmin().delete("/api/v1/devices/attic").expect(204);
      assertThat(ended(session, gone)).containsExactly(new Ended(gone, "the device was removed"));
    }
  }

  @Test
  void a_session_is_over_after_twelve_hours() {
    var session = open(api.asNew("fay", Role.OPERATOR), "kitchen");
    age(session, "11 hours");
    assertThat(ended(session)).isEmpty();
    age(session, "12 hours");
    assertThat(ended(session)).containsExactly(new Ended(session, "it lasts 12 hours at most"));
  }

  @Test
  void a_session_that_a_version_before_opened_is_over_with_its_person_alone() {
    var gil = api.asNew("gil", Role.OPERATOR);
    var session = open(gil, "kitchen");
    api.database()
        .sql("update api.sessions set opened_by = null where id = '%s'".formatted(session));
    gil.call("POST", "/api/v1/logout").expect(204);
    assertThat(ended(session)).isEmpty();
    var none = new UserChange(Optional.of(Role.NONE), Optional.empty());
    api.asAdmin().patch("/api/v1/users/gil", none).expect(200);
    assertThat(ended(session)).extracting(Ended::session).containsExactly(session);
  }

  private static void age(SessionId session, String time) {
    api.database()
        .sql(
            "update api.sessions set created_at = now() - interval '%s' where id = '%s'"
                .formatted(time, session));
  }

  private static DeviceSocket online(String name) throws InterruptedException {
    var device = new TestDevice(api);
    var socket = DeviceSocket.open(device.signIn(device.register(key, name).device()));
    var _ = socket.next(ServerMessage.Target.class);
    return socket;
  }

  private static SessionId open(Caller caller, String device) {
    return caller
        .post("/api/v1/devices/%s/sessions".formatted(device), new SshRequest(KEY, "host"))
        .expect(201)
        .as(SshGrant.class)
        .session();
  }

  /** Asks about somebody else's too, which goes on. */
  private static List<Ended> ended(SessionId... asked) {
    var all = new HashSet<>(List.of(asked));
    all.add(ofSomebodyElse);
    var reply = api.asServer().post("/internal/v1/sessions/ended", new OpenSessions(all));
    var ended = Json.read(reply.expect(200).text(), EndedSessions.class).sessions();
    assertThat(ended).extracting(Ended::session).doesNotContain(ofSomebodyElse);
    return ended;
  }
}
