package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who did what, on a real database. */
class AuditLogIT {
  private static RunningApi api;

  @BeforeAll
  static void start() {
    api = RunningApi.alone();
    api.newFleet("berlin");
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update api.audit set who = 'somebody else'",
        "update api.audit set at = now() where what = 'fleet.create'",
        "delete from api.audit",
        "delete from api.audit where what = 'fleet.create'",
        "truncate api.audit",
        "update api.audit_seals set hash = previous",
        "delete from api.audit_seals where sequence = 1",
        "truncate api.audit_seals",
        "insert into api.audit (id, at, who, what, subject) overriding system value"
            + " select id, at, 'x', what, subject from api.audit"
            + " on conflict (id) do update set who = excluded.who",
      })
  void the_database_takes_nothing_from_the_log_and_changes_nothing_in_it(String change) {
    var before = api.everyRow("audit");
    assertThatThrownBy(() -> api.sql(change))
        .hasStackTraceContaining("rows of the audit log are only added");
    assertThat(api.everyRow("audit")).isEqualTo(before).contains("fleet.create");
  }
}
