package fleet.builder.queue;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.builder.db.BuildRows;
import fleet.builder.db.BuilderSchema;
import fleet.contract.identity.BuildId;
import fleet.contract.operator.BuildEvent;
import fleet.contract.problem.Problem;
import fleet.contract.problem.ProblemCode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** Whoever is erased by the API stands in no row of the builder's. */
final class BuildsNameNobodyIT {
  @Test
  void a_build_that_has_ended_is_kept_without_its_author_also_when_the_version_before_writes_it()
      throws IOException {
    try (var postgres = EmbeddedPostgres.start()) {
      var database = postgres.getPostgresDatabase();
      BuilderSchema.migrate(database);
      var claim = Queues.claimed(database, BuildId.random());
      var verdict = new BuildEvent.Failed(new Problem(ProblemCode.BUILD_FAILED, "no", ""));
      assertThat(claim.request()).contains("ada");
      assertThat(new BuildRows(database).end(claim.build(), claim.attempt(), verdict)).isTrue();
      var jdbi = Jdbi.create(database);
      jdbi.useHandle(handle ->
          handle.execute(
              """
              INSERT INTO builder.builds (id, fleet, author, commit)
              VALUES (gen_random_uuid(), 'berlin', 'ada', 'c0ffee')
              """));

      var rows =
          jdbi.withHandle(handle ->
              handle
                  .createQuery("SELECT builds::text FROM builder.builds")
                  .mapTo(String.class)
                  .list());

      assertThat(rows).hasSize(2).noneMatch(row -> row.contains("ada"));
    }
  }
}
