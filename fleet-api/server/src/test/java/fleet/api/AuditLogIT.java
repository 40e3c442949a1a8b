package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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

  @Test
  void what_the_server_does_by_itself_is_told_as_its_own() {
    var key = api.newKey(api.newFleet("oslo"), 2);
    var first = TestDevice.register(api, key.key(), "one").device();
    var second = TestDevice.register(api, key.key(), "two").device();
    assertThat(told("server-key.create")).contains("server tokens", "server statements 1");
    assertThat(told("user.create")).contains("server ");
    var id = key.about().id();
    assertThat(told("provisioning-key.use")).containsExactly("device:%s %s".formatted(first, id));
    assertThat(told("provisioning-key.used-up"))
        .containsExactly("device:%s %s".formatted(second, id));
  }

  private static List<String> told(String what) {
    var rows =
        api.database()
            .value(
                "select string_agg(who || ' ' || subject, ',') from api.audit where what = '%s'"
                    .formatted(what));
    return List.of(rows.orElse("").split(","));
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
    var before = api.database().everyRow("audit");
    assertThatThrownBy(() -> api.database().sql(change))
        .hasStackTraceContaining("rows of the audit log are only added");
    assertThat(api.database().everyRow("audit")).isEqualTo(before).contains("fleet.create");
  }
}
