package fleet.builder.queue;

import static java.lang.Thread.State.WAITING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fleet.builder.db.BuildRows;
import fleet.builder.db.BuilderSchema;
import fleet.builder.progress.BuildLog;
import fleet.contract.identity.BuildId;
import fleet.contract.operator.BuildEvent;
import fleet.contract.problem.Problem;
import fleet.contract.problem.ProblemCode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** A database that goes away and comes back in the middle of a build. */
final class LogKeeperIT {
  private static final int NOBODY_LISTENS = 9;
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @Test
  void what_the_database_did_not_take_is_written_when_it_is_back() throws Exception {
    try (var postgres = EmbeddedPostgres.start()) {
      BuilderSchema.migrate(postgres.getPostgresDatabase());
      var database = (PGSimpleDataSource) postgres.getPostgresDatabase();
      var rows = new BuildRows(database);
      var log = new BuildLog(BuildId.random());
      var attempt = Queues.claimed(database, log.build()).attempt();
      var keeper = LogKeeper.start(log, attempt, rows);
      log.line("one");
      await().atMost(LIMIT).until(() -> lines(rows, log) == 1);

      database.setPortNumbers(new int[] {NOBODY_LISTENS});
      log.line("two");
      var verdict =
          new BuildEvent.Failed(new Problem(ProblemCode.BUILD_FAILED, "a step failed", ""));
      var ending = Thread.ofVirtual().start(() -> end(keeper, verdict));
      await("it pauses").atMost(LIMIT).until(() -> ending.getState() == WAITING);
      assertThat(log.since(0)).as("nothing is told before it is kept").doesNotContain(verdict);
      database.setPortNumbers(new int[] {postgres.getPort()});

      assertThat(ending.join(LIMIT)).isTrue();
      assertThat(log.since(0)).endsWith(verdict);
      assertThat(lines(rows, log)).isEqualTo(2);
      assertThat(rows.events(log.build(), 0).orElseThrow().getLast())
          .isInstanceOf(BuildEvent.Failed.class);
    }
  }

  private static void end(LogKeeper keeper, BuildEvent verdict) {
    try {
      keeper.end(verdict);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static long lines(BuildRows rows, BuildLog log) {
    return rows.events(log.build(), 0).orElseThrow().stream()
        .filter(BuildEvent.Line.class::isInstance)
        .count();
  }
}
