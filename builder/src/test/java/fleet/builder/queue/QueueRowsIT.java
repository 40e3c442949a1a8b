package fleet.builder.queue;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.builder.db.BlobRows;
import fleet.builder.db.BuildRows;
import fleet.builder.db.BuilderSchema;
import fleet.builder.db.Claim;
import fleet.builder.db.LeaseRows;
import fleet.builder.db.LeftBlob;
import fleet.builder.db.QueueRows;
import fleet.builder.db.QueueRows.Halted;
import fleet.builder.db.QueueRows.Joined;
import fleet.builder.db.QueuedBuild;
import fleet.contract.identity.BuildId;
import fleet.contract.identity.FleetName;
import fleet.contract.operator.BuildEvent;
import fleet.contract.problem.Problem;
import fleet.contract.problem.ProblemCode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who gets which build, by PostgreSQL's word. */
final class QueueRowsIT {
  private static final Problem REASON = new Problem(ProblemCode.BUILD_FAILED, "no", "");
  private static final BuildEvent.Failed VERDICT = new BuildEvent.Failed(REASON);

  private static EmbeddedPostgres postgres;
  private static QueueRows queue;
  private static LeaseRows leases;
  private static BlobRows blobs;
  private static BuildRows rows;
  private static Jdbi jdbi;

  private final UUID here = UUID.randomUUID();
  private final UUID there = UUID.randomUUID();

  @BeforeAll
  static void start() throws IOException {
    postgres = EmbeddedPostgres.start();
    BuilderSchema.migrate(postgres.getPostgresDatabase());
    queue = new QueueRows(postgres.getPostgresDatabase());
    leases = new LeaseRows(postgres.getPostgresDatabase());
    blobs = new BlobRows(postgres.getPostgresDatabase());
    rows = new BuildRows(postgres.getPostgresDatabase());
    jdbi = Jdbi.create(postgres.getPostgresDatabase());
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  @BeforeEach
  void empty() {
    jdbi.useHandle(handle -> handle.execute("TRUNCATE builder.builds, builder.nodes CASCADE"));
  }

  @Test
  void many_who_ask_at_once_get_each_build_once() throws Exception {
    for (var number = 0; number < 60; number++) {
      join(Queues.draft("fleet-" + number % 3));
    }
    var takers = new ArrayList<Callable<List<BuildId>>>();
    for (var number = 0; number < 8; number++) {
      takers.add(QueueRowsIT::takeAll);
    }
    var taken = new ArrayList<BuildId>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var answer : threads.invokeAll(takers)) {
        taken.addAll(answer.get());
      }
    }
    assertThat(taken).hasSize(60).doesNotHaveDuplicates();
  }

  private static List<BuildId> takeAll() {
    var node = UUID.randomUUID();
    var taken = new ArrayList<BuildId>();
    for (var claim = leases.claim(node, taken);
        claim.isPresent();
        claim = leases.claim(node, taken)) {
      taken.add(claim.get().build());
    }
    return taken;
  }

  @Test
  void builds_for_the_devices_of_a_fleet_are_taken_one_after_another_and_drafts_beside_them() {
    var first = join(Queues.forDevices("berlin"));
    var claim = claim(here);
    var second = Queues.forDevices("berlin");
    assertThat(Queues.join(queue, second)).isEqualTo(Joined.BEHIND);
    var draft = join(Queues.draft("berlin"));
    var other = join(Queues.forDevices("paris"));

    assertThat(claim.build()).isEqualTo(first.id());
    assertThat(claim(there).build()).isEqualTo(draft.id());
    assertThat(claim(there).build()).isEqualTo(other.id());
    assertThat(leases.claim(there, List.of())).isEmpty();
    assertThat(rows.lines(second.id())).extracting(BuildEvent.Line::number).containsExactly(1L);

    assertThat(rows.end(first.id(), claim.attempt(), VERDICT)).isTrue();
    assertThat(claim(there).build()).isEqualTo(second.id());
  }

  @Test
  void one_that_waits_gives_way_to_a_newer_one_but_one_that_was_begun_does_not() {
    var begun = join(Queues.forDevices("berlin"));
    var claim = claim(here);
    var waits = join(Queues.forDevices("berlin"));
    var draft = join(Queues.draft("berlin"));
    var newest = join(Queues.forDevices("berlin"));

    assertThat(ended(waits)).isTrue();
    assertThat(ended(begun)).isFalse();
    assertThat(ended(draft)).isFalse();
    assertThat(ended(newest)).isFalse();

    leases.giveBack(begun.id(), claim.attempt());
    leases.giveBack(begun.id(), claim.attempt());
    assertThat(claim(there).build()).isEqualTo(begun.id());
  }

  @Test
  void a_fleet_has_only_so_many() {
    var superseded = new BuildEvent.Failed(Verdicts.SUPERSEDED);
    for (var number = 0; number < 3; number++) {
      assertThat(queue.join(Queues.draft("berlin"), 3, superseded, "")).isEqualTo(Joined.FIRST);
    }
    var late = Queues.draft("berlin");
    assertThat(queue.join(late, 3, superseded, "")).isEqualTo(Joined.FULL);
    assertThat(queue.standings(List.of(late.id()))).isEmpty();
    assertThat(queue.join(Queues.draft("paris"), 3, superseded, "")).isEqualTo(Joined.FIRST);
  }

  @Test
  void who_falls_silent_loses_its_builds_and_what_it_says_then_counts_for_nothing() {
    var build = join(Queues.forDevices("berlin")).id();
    var lost = claim(here);
    assertThat(leases.claim(there, List.of())).as("it is leased").isEmpty();
    silence(build);
    leases.renew(here);
    assertThat(leases.claim(there, List.of())).as("it is renewed").isEmpty();
    silence(build);
    assertThat(leases.claim(here, List.of(build))).as("it runs here").isEmpty();

    var taken = claim(there);

    assertThat(taken.build()).isEqualTo(build);
    assertThat(taken.attempt()).isEqualTo(lost.attempt() + 1);
    leases.renew(here);
    assertThat(queue.standings(List.of(build)).getFirst().builtBy()).contains(there);
    assertThat(rows.append(build, lost.attempt(), List.of(new BuildEvent.Line(1, "late"))))
        .isFalse();
    assertThat(leases.beginRelease(build, lost.attempt())).isFalse();
    assertThat(rows.end(build, lost.attempt(), VERDICT)).isFalse();
    leases.giveBack(build, lost.attempt());
    assertThat(rows.append(build, taken.attempt(), List.of(new BuildEvent.Line(1, "mine"))))
        .isTrue();
    assertThat(leases.beginRelease(build, taken.attempt())).isTrue();
    assertThat(rows.end(build, taken.attempt(), VERDICT)).isTrue();
    assertThat(rows.lines(build)).containsExactly(new BuildEvent.Line(1, "mine"));
  }

  @Test
  void what_needs_its_node_waits_for_it_and_ends_when_the_node_is_forsaken() {
    var build = join(Queues.kept("berlin", here)).id();
    assertThat(leases.claim(there, List.of())).isEmpty();
    var _ = claim(here);
    leases.renew(here);

    assertThat(leases.begin(here)).as("after a new start").containsExactly(build);
    assertThat(claim(here).attempt()).isEqualTo(2);

    jdbi.useHandle(handle ->
        handle.execute("UPDATE builder.builds SET started_at = now() - interval '1 hour'"));
    assertThat(leases.endForsaken(there, Duration.ofMinutes(5), VERDICT)).isEmpty();
    jdbi.useHandle(
        handle -> handle.execute("UPDATE builder.nodes SET seen_at = now() - interval '1 hour'"));
    assertThat(leases.endForsaken(here, Duration.ofMinutes(5), VERDICT)).as("its own").isEmpty();
    assertThat(leases.endForsaken(there, Duration.ofMinutes(5), VERDICT)).containsExactly(build);
  }

  @Test
  void a_build_is_halted_until_its_release_is_begun() {
    var waits = join(Queues.draft("berlin")).id();
    assertThat(queue.halt(waits, REASON)).isEqualTo(Halted.ENDED);
    assertThat(queue.halt(waits, REASON)).isEqualTo(Halted.OVER);

    var runs = join(Queues.draft("berlin")).id();
    var claim = claim(here);
    assertThat(queue.halt(runs, REASON)).isEqualTo(Halted.TOLD);
    assertThat(queue.standings(List.of(runs)).getFirst().halt()).contains(REASON);
    assertThat(leases.beginRelease(runs, claim.attempt())).isFalse();
    assertThat(rows.end(runs, claim.attempt(), VERDICT)).isTrue();

    var releases = join(Queues.draft("berlin")).id();
    assertThat(leases.beginRelease(releases, claim(here).attempt())).isTrue();
    assertThat(queue.halt(releases, REASON)).isEqualTo(Halted.TOO_LATE);
    assertThat(queue.halt(BuildId.random(), REASON)).isEqualTo(Halted.OVER);
  }

  @Test
  void a_source_is_left_when_the_last_build_that_names_it_has_ended() {
    var first = join(Queues.draft("berlin")).id();
    var second = join(Queues.draft("berlin")).id();
    var blob = new LeftBlob(FleetName.parse("berlin"), Queues.BLOB);
    assertThat(queue.halt(first, REASON)).isEqualTo(Halted.ENDED);
    assertThat(blobs.leftBlobs(10)).isEmpty();
    assertThat(queue.halt(second, REASON)).isEqualTo(Halted.ENDED);
    assertThat(blobs.leftBlobs(10)).containsExactly(blob);
    blobs.forget(blob);
    assertThat(blobs.leftBlobs(10)).isEmpty();
  }

  private static QueuedBuild join(QueuedBuild build) {
    assertThat(Queues.join(queue, build)).isNotEqualTo(Joined.FULL);
    return build;
  }

  private static Claim claim(UUID node) {
    return leases.claim(node, List.of()).orElseThrow();
  }

  private static boolean ended(QueuedBuild build) {
    return queue.standings(List.of(build.id())).getFirst().ended();
  }

  private static void silence(BuildId build) {
    jdbi.useHandle(handle ->
        handle.execute(
            "UPDATE builder.builds SET lease_until = now() - interval '1 second' WHERE id = ?",
            build.value()));
  }
}
