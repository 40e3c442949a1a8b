package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.identity.FleetName;
import fleet.contract.identity.PublicKey;
import fleet.contract.identity.RegistryAccess;
import fleet.contract.identity.SignedToken;
import fleet.contract.identity.TokenClaims;
import fleet.contract.identity.UserName;
import fleet.contract.node.AccessAction;
import fleet.contract.node.AccessAnswer;
import fleet.contract.node.AccessQuestion;
import fleet.contract.node.KeyLookup;
import fleet.contract.node.Principal;
import fleet.contract.node.RegistryToken;
import fleet.contract.node.RegistryTokenRequest;
import fleet.contract.node.TokenKey;
import fleet.contract.operator.NewSshKey;
import fleet.contract.operator.Role;
import fleet.contract.release.Platform;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the registry, the builder and the gateway are told of those who come to them. */
class RegistryTokenIT {
  private static final String ASK =
      "/registry/token?service=fleet-registry"
          + "&scope=repository:berlin/web:pull,push&scope=repository:paris/web:pull";
  private static RunningApi api;
  private static PublicKey tokenKey;

  @BeforeAll
  static void start() {
    api = RunningApi.alone();
    tokenKey = api.asServer().get("/internal/v1/token-key").as(TokenKey.class).key();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void a_device_pulls_only_what_its_target_names() {
    var fleet = api.newFleet("berlin");
    var device = new TestDevice(api);
    var registered = device.register(api.newKey(fleet, 1).key(), "kitchen");
    var token = device.session(registered.device()).accessToken();
    assertThat(access(api.as(token).get(ASK))).isEmpty();
    api.release(fleet, Samples.release(fleet, Platform.LINUX_AMD64));
    assertThat(access(api.as(token).get(ASK))).containsExactly(RegistryAccess.pull("berlin/web"));
    var basic = basic(registered.device().toString(), token.reveal());
    assertThat(access(basic)).containsExactly(RegistryAccess.pull("berlin/web"));
    basic("00000000-0000-4000-8000-000000000000", token.reveal()).expect(401);
  }

  @Test
  void people_pull_and_only_an_owner_pushes_public_base_images() {
    var password = api.admin().password().reveal();
    assertThat(access(basic("admin", password)))
        .containsExactly(RegistryAccess.pull("berlin/web"), RegistryAccess.pull("paris/web"));
    var library = "/registry/token?scope=repository:library/busybox:pull,push";
    assertThat(access(api.asAdmin().get(library)))
        .containsExactly(RegistryAccess.push("library/busybox"));
    assertThat(access(api.asNew("vera", Role.VIEWER).get(library)))
        .containsExactly(RegistryAccess.pull("library/busybox"));
    basic("admin", "wrong").expect(401);
    basic("Not A Name", "wrong").expect(401);
  }

  @Test
  void a_server_gets_what_it_asks_for() {
    var wanted = List.of(RegistryAccess.push("berlin/web"));
    var reply =
        api.asServer()
            .post("/internal/v1/registry-tokens", new RegistryTokenRequest("builder", wanted));
    assertThat(access(reply)).isEqualTo(wanted);
  }

  @Test
  void a_scope_that_is_none_is_told_so() {
    assertThat(api.asAdmin().get("/registry/token?scope=nonsense").expect(400).problem().message())
        .contains("not a scope");
  }

  @Test
  void a_key_is_looked_up_whether_a_persons_or_a_devices() {
    var fleet = api.newFleet("rome");
    var device = new TestDevice(api);
    var registered = device.register(api.newKey(fleet, 1).key(), "attic");
    assertThat(lookup(line(device.publicKey())).as(Principal.class))
        .isEqualTo(
            new Principal.Device(registered.device(), registered.name(), registered.fleet()));
    var mine = line(new TestDevice(api).publicKey());
    lookup(mine).expect(404);
    api.asAdmin().post("/api/v1/keys", new NewSshKey("laptop", mine + " me@home")).expect(201);
    assertThat(lookup(mine).as(Principal.class))
        .isEqualTo(new Principal.Person(UserName.parse("admin"), Role.OWNER));
    api.asAdmin().post("/api/v1/keys", new NewSshKey("again", mine)).expect(409);
    lookup("nonsense").expect(400);
  }

  @Test
  void others_are_told_who_may_do_what() {
    var fleet = api.newFleet("oslo");
    api.asNew("olga", Role.OPERATOR);
    assertThat(ask("olga", AccessAction.OPEN_SESSION, fleet))
        .isEqualTo(new AccessAnswer(true, true, ""));
    assertThat(ask("olga", AccessAction.PUSH, fleet))
        .isEqualTo(
            new AccessAnswer(
                false,
                true,
                "olga is an operator, and pushing releases and adding devices takes a developer"));
    assertThat(ask("olga", AccessAction.VIEW, FleetName.parse("nowhere")))
        .returns(false, AccessAnswer::allowed)
        .returns(false, AccessAnswer::fleetExists);
    assertThat(ask("nobody", AccessAction.VIEW, fleet).allowed()).isFalse();
  }

  private static AccessAnswer ask(String user, AccessAction action, FleetName fleet) {
    var question = new AccessQuestion(UserName.parse(user), action, fleet);
    return api.asServer().post("/internal/v1/authorize", question).as(AccessAnswer.class);
  }

  private static Caller.Reply lookup(String line) {
    return api.asServer().post("/internal/v1/keys/lookup", new KeyLookup(line));
  }

  private static Caller.Reply basic(String name, String password) {
    var pair = (name + ":" + password).getBytes(StandardCharsets.UTF_8);
    var header = "Basic " + Base64.getEncoder().encodeToString(pair);
    var caller = api.anybody();
    return caller.send(caller.request(ASK).header("Authorization", header).GET());
  }

  private static List<RegistryAccess> access(Caller.Reply reply) {
    var token = reply.as(RegistryToken.class).token().reveal();
    var claims = SignedToken.verify(token, tokenKey).orElseThrow();
    assertThat(claims.audience()).isEqualTo(TokenClaims.REGISTRY);
    return claims.access();
  }

  private static String line(PublicKey key) {
    var type = "ssh-ed25519".getBytes(StandardCharsets.US_ASCII);
    var blob =
        ByteBuffer.allocate(4 + type.length + 4 + 32)
            .putInt(type.length)
            .put(type)
            .putInt(32)
            .put(key.raw());
    return "ssh-ed25519 " + Base64.getEncoder().encodeToString(blob.array());
  }
}
