package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.Json;
import fleet.contract.device.ServerMessage;
import fleet.contract.operator.SignersView;
import fleet.contract.problem.Problem;
import fleet.contract.release.ReleaseState;
import fleet.contract.trust.Envelope;
import fleet.contract.trust.EnvelopeSignature;
import fleet.contract.trust.KeyId;
import fleet.contract.trust.Signers;
import fleet.contract.trust.SigningKey;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept of signers and their signatures, and what one fleet's can do to others. */
class SignersIT {
  /** As many as an envelope has room for. */
  private static final int ROOM = 16;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static RunningApi api;
  private SignedFleet at;

  @BeforeAll
  static void start() {
    api = RunningApi.alone();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @BeforeEach
  void a_fleet_with_a_release() {
    at = new SignedFleet(api);
  }

  @Test
  void signatures_that_do_not_count_are_not_kept_and_keep_no_device_from_its_target() {
    var junk = strangers().map(key -> new EnvelopeSignature(KeyId.of(key.publicKey()), "AAAA"));
    var proposal = new Envelope(Signers.TYPE, at.signers(1, 0, at.alice).payload(), junk.toList());
    assertThat(at.propose(proposal).expect(200).as(SignersView.class).chain())
        .allSatisfy(said -> assertThat(whose(said)).containsExactly(server()));
    assertThat(at.told()).contains(at.old.id());
    var both = at.signers(2, 0, at.alice, at.bob).with(at.alice).with(at.bob);
    assertThat(whose(at.propose(both).as(SignersView.class).chain().getLast()))
        .as("of the one who was a member, and the server's")
        .containsExactlyInAnyOrder(KeyId.of(at.alice.publicKey()), server());
  }

  private KeyId server() {
    return KeyId.of(at.newest());
  }

  private static List<KeyId> whose(Envelope said) {
    return said.signatures().stream().map(EnvelopeSignature::keyid).toList();
  }

  @Test
  void signers_are_kept_as_they_are_read_and_nothing_else_with_them() {
    var said = new String(decoded(at.signers(1, 0, at.alice)), StandardCharsets.UTF_8);
    for (var other :
        new String[] {said + " ", said.replace("{\"fleet\"", "{\"filler\":\"x\",\"fleet\"")}) {
      var proposal = Envelope.of(Signers.TYPE, other.getBytes(StandardCharsets.UTF_8));
      assertThat(at.propose(proposal).expect(400).problem().message())
          .contains("expected a fleet's signers and nothing else");
    }
    at.propose(Envelope.of(Signers.TYPE, said.getBytes(StandardCharsets.UTF_8))).expect(200);
  }

  @Test
  void a_fleet_whose_targets_cannot_be_made_says_so_once_and_stops_no_other() throws Exception {
    at.require(0, 1, at.alice);
    var other = new SignedFleet(api);
    try (var log = new LogCapture();
        var here = DeviceSocket.open(at.device.signIn(at.registered.device()));
        var there = DeviceSocket.open(other.device.signIn(other.registered.device()))) {
      here.next(ServerMessage.Target.class);
      there.next(ServerMessage.Target.class);
      api.database()
          .sql(
              """
              update api.signers set envelope = jsonb_set(envelope, '{signatures}', (
                  select jsonb_agg(jsonb_build_object('keyid', to_char(n, 'FM0000000000000000'), 'sig', ''))
                  from generate_series(1, %d) n))
              where fleet = '%s'
              """
                  .formatted(ROOM, at.name));
      api.asAdmin().call("POST", "/api/v1/trust/rotate").expect(200);
      there.next(ServerMessage.Target.class);
      api.asAdmin().call("POST", "/api/v1/trust/rotate").expect(200);
      there.next(ServerMessage.Target.class);
      var next = other.released();
      var told = there.next(ServerMessage.Target.class);
      assertThat(told.state().release().orElseThrow().id()).isEqualTo(next.id());
      assertThat(log.lines())
          .filteredOn(line -> line.contains("could not make targets"))
          .singleElement()
          .satisfies(line -> assertThat(line).contains(at.name.toString()));
      api.database().sql("delete from api.signers where fleet = '%s'".formatted(at.name));
      var mended = at.released();
      var again = here.next(ServerMessage.Target.class);
      assertThat(again.state().release().orElseThrow().id()).isEqualTo(mended.id());
    }
  }

  @Test
  void signatures_of_former_signers_count_no_more_and_fill_no_envelope() {
    var generation = 1;
    for (var former : strangers().toList()) {
      at.require(0, generation++, former);
      at.sign(at.old, former).expect(200);
    }
    at.require(0, generation++, at.alice);
    at.sign(at.old, at.alice).expect(200);
    at.require(1, generation, at.alice);
    assertThat(at.proof().release().signatures())
        .extracting(EnvelopeSignature::keyid)
        .contains(KeyId.of(at.alice.publicKey()))
        .hasSize(2);
  }

  @Test
  void who_must_sign_before_a_change_is_named_without_requiring_less() {
    at.signedBy(1, at.alice);
    assertThat(at.propose(at.signers(3, 1, at.bob).with(at.alice)).expect(409).problem())
        .extracting(Problem::hint)
        .isEqualTo(
            "name who is new with as many as now: fleet trust require %s 1 --signer NAME=FILE; then sign %s, and ask again"
                .formatted(at.name, at.old.version()));
    at.require(1, 3, at.alice, at.bob);
    at.sign(at.old, at.bob).expect(200);
    at.require(1, 4, at.bob);
  }

  @Test
  void the_last_generation_requires_nobody_so_that_devices_can_leave() {
    for (var generation = 1; generation < Signers.MAX_GENERATIONS; generation++) {
      at.require(0, generation, at.alice);
    }
    at.sign(at.old, at.alice).expect(200);
    assertThat(
            at.propose(at.signers(Signers.MAX_GENERATIONS, 1, at.alice))
                .expect(409)
                .problem()
                .message())
        .isEqualTo("it is the last of 64 generations of signers, which can require nobody");
    at.require(0, Signers.MAX_GENERATIONS, at.alice);
    assertThat(at.told()).contains(at.old.id());
  }

  @Test
  void a_pin_that_waits_for_a_change_of_signers_needs_their_signatures() throws Exception {
    var next = at.draft();
    assertThat(next.state()).isEqualTo(ReleaseState.DRAFT);
    at.require(0, 1, at.alice);
    var change = Json.write(at.signers(2, 1, at.alice));
    var hold = "select 1 from api.fleets where name = '%s' for update".formatted(at.name);
    try (var held = api.database().holding(hold);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var pinning = threads.submit(() -> at.pin(next));
      awaitWaiting(held);
      try (var insert = held.createStatement()) {
        insert.execute(
            "insert into api.signers (fleet, generation, envelope) values ('%s', 2, '%s')"
                .formatted(at.name, change));
      }
      held.commit();
      pinning.get().expect(409);
    }
  }

  /** Returns once somebody waits for a lock. */
  private static void awaitWaiting(Connection connection) throws SQLException {
    var until = System.nanoTime() + PATIENCE.toNanos();
    var waiting = 0;
    while (waiting == 0 && System.nanoTime() < until) {
      try (var query = connection.createStatement()) {
        query.execute("select pg_stat_clear_snapshot()");
        var rows =
            query.executeQuery(
                "select count(*) from pg_stat_activity where wait_event_type = 'Lock'");
        rows.next();
        waiting = rows.getInt(1);
      }
    }
    assertThat(waiting).isPositive();
  }

  private static Stream<SigningKey> strangers() {
    return Stream.generate(SigningKey::random).limit(ROOM);
  }

  private static byte[] decoded(Envelope envelope) {
    return Base64.getDecoder().decode(envelope.payload());
  }
}
