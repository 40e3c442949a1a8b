package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fleet.contract.Json;
import fleet.contract.device.DeviceSession;
import fleet.contract.device.ServerMessage;
import fleet.contract.device.TargetState;
import fleet.contract.device.VariableTarget;
import fleet.contract.device.Variables;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.Secret;
import fleet.contract.identity.ServiceName;
import fleet.contract.operator.NewVariable;
import fleet.contract.operator.VariableEdit;
import fleet.contract.variable.SealedBox;
import fleet.contract.variable.SealingKey;
import fleet.contract.variable.VariableName;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Variables on their way to devices, on a real database. */
class DeviceVariablesIT {
  private static final Secret PIN = Secret.of("correct-horse-battery");
  private static RunningApi api;

  @BeforeAll
  static void start() {
    api = RunningApi.alone();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  /** A device, and whatever it has signed in with. */
  private record Ready(
      FleetName fleet, TestDevice device, DeviceId id, KeyPair keys, Caller caller) {
    static Ready in(FleetName fleet, String name) {
      var device = new TestDevice(api);
      var id = device.register(api.newKey(fleet, 1).key(), name).device();
      var keys = newKeys();
      var key = SealingKey.of(keys.getPublic());
      var token =
          device.signIn(id, key, device.sign(key.claim(id))).as(DeviceSession.class).accessToken();
      return new Ready(fleet, device, id, keys, api.as(token));
    }

    Caller.Reply state() {
      return caller.get("/device/v1/state").expect(200);
    }

    Variables variables() {
      return state().as(TargetState.class).variables().orElseThrow();
    }

    Caller.Reply poll(String etag) {
      return caller.send(caller.request("/device/v1/state").header("If-None-Match", etag));
    }

    Secret open(VariableTarget variable) {
      var label = new SealedBox.Label(id, variable.name(), variable.version());
      return variable.box().orElseThrow().open(keys, label);
    }
  }

  private static KeyPair newKeys() {
    try {
      return KeyPairGenerator.getInstance("X25519").generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void set(String place, String service, String name, Secret value, boolean secret) {
    var variable = new NewVariable(VariableName.parse(name), value, secret);
    var edit =
        new VariableEdit(
            Optional.of(service).filter(text -> !text.isEmpty()).map(ServiceName::parse),
            List.of(variable),
            List.of());
    change(place, edit);
  }

  private static void change(String place, VariableEdit edit) {
    var admin = api.asAdmin();
    var body = BodyPublishers.ofByteArray(Json.writeBytes(edit));
    admin.send(admin.request("/api/v1/" + place + "/variables").method("PATCH", body)).expect(204);
  }

  @Test
  void a_device_is_given_the_variables_of_its_levels_and_no_others() {
    var fleet = api.newFleet("given");
    var pi = Ready.in(fleet, "given-pi");
    var other = Ready.in(fleet, "given-other");
    set("fleets/given", "", "COLOUR", Secret.of("blue"), false);
    set("fleets/given", "web", "COLOUR", Secret.of("green"), false);
    set("fleets/given", "", "SIZE", Secret.of("9"), false);
    set("devices/given-pi", "", "SIZE", Secret.of("10"), false);

    assertThat(words(pi.variables()))
        .containsExactly("- COLOUR blue", "web COLOUR green", "- SIZE 10");
    assertThat(words(other.variables()))
        .containsExactly("- COLOUR blue", "- SIZE 9", "web COLOUR green");
  }

  private static List<String> words(Variables variables) {
    return variables.inOrder().stream()
        .map(variable ->
            "%s %s %s"
                .formatted(
                    variable.service().map(ServiceName::value).orElse("-"),
                    variable.name(),
                    variable.value().orElse("sealed")))
        .toList();
  }

  @Test
  void a_secret_goes_sealed_to_each_device_and_only_it_can_open_it() {
    var fleet = api.newFleet("sealed");
    var pi = Ready.in(fleet, "sealed-pi");
    var other = Ready.in(fleet, "sealed-other");
    set("fleets/sealed", "", "PIN", PIN, true);

    var text = pi.state().text();
    assertThat(text)
        .doesNotContain(PIN.reveal())
        .doesNotContain(
            Base64.getEncoder()
                .withoutPadding()
                .encodeToString(PIN.reveal().getBytes(StandardCharsets.UTF_8)));
    assertThat(pi.variables().sealedTo()).contains(SealingKey.of(pi.keys().getPublic()));
    assertThat(pi.open(pi.variables().inOrder().getFirst())).isEqualTo(PIN);
    assertThat(other.open(other.variables().inOrder().getFirst())).isEqualTo(PIN);
    assertThat(other.variables().inOrder().getFirst().box())
        .isNotEqualTo(pi.variables().inOrder().getFirst().box());
  }

  @Test
  void an_unchanged_poll_is_told_so_though_a_restarted_server_seals_anew() {
    var pi = Ready.in(api.newFleet("poll"), "poll-pi");
    set("fleets/poll", "", "PIN", PIN, true);
    var first = pi.state();
    var box = first.as(TargetState.class).variables().orElseThrow().inOrder().getFirst().box();
    pi.poll(first.header("ETag")).expect(304);
    assertThat(pi.variables().inOrder().getFirst().box()).isEqualTo(box);

    api.restart();
    pi.poll(first.header("ETag")).expect(304);
    assertThat(pi.variables().inOrder().getFirst().box()).isNotEqualTo(box);
    assertThat(pi.state().header("ETag")).isEqualTo(first.header("ETag"));

    set("fleets/poll", "", "PIN", Secret.of("another"), true);
    await().until(() -> pi.poll(first.header("ETag")).status() == 200);
    var next = pi.state().as(TargetState.class);
    assertThat(pi.open(next.variables().orElseThrow().inOrder().getFirst()))
        .isEqualTo(Secret.of("another"));
  }

  @Test
  void a_connected_device_is_told_at_once_of_what_is_set_and_what_is_removed()
      throws InterruptedException {
    var pi = Ready.in(api.newFleet("told"), "told-pi");
    try (var socket = DeviceSocket.open(pi.caller())) {
      assertThat(told(socket)).isEmpty();
      set("fleets/told", "", "COLOUR", Secret.of("blue"), false);
      assertThat(told(socket)).containsExactly("- COLOUR blue");
      set("devices/told-pi", "web", "COLOUR", Secret.of("red"), false);
      assertThat(told(socket)).containsExactly("- COLOUR blue", "web COLOUR red");
      var remove =
          new VariableEdit(Optional.empty(), List.of(), List.of(VariableName.parse("COLOUR")));
      change("fleets/told", remove);
      assertThat(told(socket)).containsExactly("web COLOUR red");
    }
  }

  private static List<String> told(DeviceSocket socket) throws InterruptedException {
    return words(socket.next(ServerMessage.Target.class).state().variables().orElseThrow());
  }

  @Test
  void a_device_without_a_key_is_given_no_secrets_nor_what_they_hide() {
    var fleet = api.newFleet("keyless");
    var device = new TestDevice(api);
    var id = device.register(api.newKey(fleet, 1).key(), "keyless-pi").device();
    set("fleets/keyless", "", "PIN", Secret.of("public"), false);
    set("fleets/keyless", "", "COLOUR", Secret.of("blue"), false);
    set("devices/keyless-pi", "", "PIN", PIN, true);
    var state = device.signIn(id).get("/device/v1/state").expect(200).as(TargetState.class);
    assertThat(words(state.variables().orElseThrow())).containsExactly("- COLOUR blue");
  }

  @Test
  void a_key_that_the_device_did_not_sign_or_that_nobody_can_seal_to_is_refused() {
    var fleet = api.newFleet("forged");
    var pi = Ready.in(fleet, "forged-pi");
    var other = Ready.in(fleet, "forged-other");
    var key = SealingKey.of(newKeys().getPublic());
    pi.device().signIn(pi.id(), key, other.device().sign(key.claim(pi.id()))).expect(401);
    pi.device().signIn(pi.id(), key, pi.device().sign(key.claim(other.id()))).expect(401);
    var zero =
        SealingKey.parse(Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[32]));
    pi.device().signIn(pi.id(), zero, pi.device().sign(zero.claim(pi.id()))).expect(400);
    assertThat(pi.variables().sealedTo()).contains(SealingKey.of(pi.keys().getPublic()));
  }

  @Test
  void a_device_that_lost_its_key_is_sealed_to_the_new_one() {
    var pi = Ready.in(api.newFleet("anew"), "anew-pi");
    set("fleets/anew", "", "PIN", PIN, true);
    var etag = pi.state().header("ETag");
    var keys = newKeys();
    var key = SealingKey.of(keys.getPublic());
    pi.device().signIn(pi.id(), key, pi.device().sign(key.claim(pi.id()))).expect(200);
    await().until(() -> pi.poll(etag).status() == 200);
    var again = new Ready(pi.fleet(), pi.device(), pi.id(), keys, pi.caller());
    assertThat(again.open(again.variables().inOrder().getFirst())).isEqualTo(PIN);
  }

  @Test
  void more_than_a_target_can_carry_is_refused() {
    api.newFleet("heavy");
    var value = Secret.of("x".repeat(32 * 1024));
    for (var count = 0; count < 32; count++) {
      set("fleets/heavy", "", "V" + count, value, false);
    }
    var more = new NewVariable(VariableName.parse("MORE"), value, false);
    var edit = new VariableEdit(Optional.empty(), List.of(more), List.of());
    var admin = api.asAdmin();
    var body = BodyPublishers.ofByteArray(Json.writeBytes(edit));
    var refused =
        admin
            .send(admin.request("/api/v1/fleets/heavy/variables").method("PATCH", body))
            .expect(400);
    assertThat(refused.text()).contains("of 1024 KiB together").doesNotContain("xxx");
  }
}
