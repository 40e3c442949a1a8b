package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.Json;
import fleet.contract.audit.AuditCheckpoint;
import fleet.contract.audit.AuditExport;
import fleet.contract.audit.AuditHead;
import fleet.contract.audit.AuditLine;
import fleet.contract.audit.AuditVerdict;
import fleet.contract.operator.Role;
import fleet.contract.trust.TrustChain;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The chain of the audit log on a real database, and what a superuser may do to it. */
class AuditChainIT {
  private static final String OPEN =
      """
      alter table api.audit disable trigger user;
      alter table api.audit_seals disable trigger user;
      """;

  private RunningApi api;

  @BeforeEach
  void some_things_were_done() {
    api = RunningApi.alone();
    for (var fleet : List.of("berlin", "paris", "rome", "oslo")) {
      api.newFleet(fleet);
    }
    api.asNew("grace", Role.DEVELOPER);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private AuditVerdict verdict(String query) {
    return api.asAdmin().get("/api/v1/audit/verify" + query).expect(200).as(AuditVerdict.class);
  }

  private AuditVerdict whenSealed() throws InterruptedException {
    var verdict = verdict("");
    while (verdict.waiting() > 0) {
      Thread.sleep(20);
      verdict = verdict("");
    }
    return verdict;
  }

  private static String known(AuditHead head) {
    return "?sequence=%d&hash=%s".formatted(head.sequence(), head.hash());
  }

  private List<AuditLine> export() {
    return api.asAdmin()
        .get("/api/v1/audit/export")
        .expect(200)
        .text()
        .lines()
        .map(line -> Json.read(line, AuditLine.class))
        .toList();
  }

  private static AuditExport checked(List<AuditLine> lines) {
    var export = new AuditExport();
    lines.forEach(export::next);
    return export;
  }

  @Test
  void what_was_done_is_sealed_and_holds() throws Exception {
    var verdict = whenSealed();
    assertThat(verdict.fault()).isEmpty();
    assertThat(verdict.head().sequence()).isGreaterThanOrEqualTo(6);
    var keys = api.anybody().get("/api/v1/trust").as(TrustChain.class).newest();
    var signed =
        verdict
            .checkpoint()
            .orElseThrow()
            .verified(AuditCheckpoint.TYPE, List.of(keys.key()))
            .map(bytes -> Json.read(bytes, AuditCheckpoint.class))
            .orElseThrow();
    assertThat(new AuditHead(signed.sequence(), signed.hash())).isEqualTo(verdict.head());
    api.newFleet("lima");
    assertThat(whenSealed().head().sequence()).isGreaterThan(verdict.head().sequence());
    assertThat(verdict(known(verdict.head())).fault()).isEmpty();
  }

  @Test
  void the_log_is_listed_by_who_what_and_where() {
    assertThat(list("?who=admin&action=fleet")).contains("berlin", "oslo").doesNotContain("grace");
    assertThat(list("?subject=grace")).contains("user.create").doesNotContain("fleet.create");
    assertThat(list("?fleet=rome")).contains("fleet.create").doesNotContain("berlin");
    assertThat(list("?who=grace")).contains("user.sign-in").doesNotContain("fleet.create");
    assertThat(list("?until=2020-01-01T00:00:00Z")).doesNotContain("fleet.create");
    assertThat(list("?limit=1")).contains("next");
    for (var wrong : List.of("from=yesterday", "after=x", "fleet=No%20Fleet")) {
      api.asAdmin().get("/api/v1/audit?" + wrong).expect(400);
    }
    api.asAdmin().get("/api/v1/audit/verify?sequence=1").expect(400);
  }

  private String list(String query) {
    return api.asAdmin().get("/api/v1/audit" + query).expect(200).text();
  }

  @Test
  void names_are_in_one_table_only() throws Exception {
    whenSealed();
    assertThat(api.database().everyRow("audit", "audit_seals"))
        .doesNotContain("grace")
        .contains("person:");
    assertThat(api.database().everyRow("audit_people")).contains("grace");
  }

  @Test
  void rows_of_the_version_before_are_freed_of_names_too() throws Exception {
    api.database()
        .sql(
            """
            insert into api.audit (at, who, what, subject) values
              (now(), 'henry', 'device.rename', 'berlin oven to stove'),
              (now(), 'henry', 'access.grant', 'iris DEVELOPER rome'),
              (now(), 'judy', 'user.lock-out', 'user judy'),
              (now(), '192.0.2.7', 'user.lock-out', 'address 192.0.2.7'),
              (now(), 'server', 'job.done', 'berlin 1'),
              (now(), '3f2c7a50-0d0e-4c52-9c9f-6a4f6c1f7c11', 'device.register', 'berlin oven')
            """);
    assertThat(whenSealed().fault()).isEmpty();
    assertThat(api.database().everyRow("audit"))
        .doesNotContain("henry", "iris", "judy", "192.0.2.7");
    assertThat(list("?who=henry")).contains("oven to stove", "iris", "rome");
    assertThat(list("?subject=judy")).contains("user.lock-out", "NOBODY");
    assertThat(list("?who=3f2c7a50-0d0e-4c52-9c9f-6a4f6c1f7c11")).contains("device.register");
  }

  @Test
  void who_takes_the_triggers_away_and_changes_something_is_found() throws Exception {
    whenSealed();
    api.database().sql(OPEN + "update api.audit set what = 'fleet.delete' where fleet = 'rome'");
    assertThat(whenSealed().fault().orElseThrow().message()).contains("is not what was sealed");
    assertThat(verdict("").checkpoint()).isEmpty();
    assertThat(checked(export()).fault().orElseThrow().message())
        .contains("is not what was sealed");
  }

  @Test
  void a_removed_row_is_found() throws Exception {
    whenSealed();
    api.database().sql(OPEN + "delete from api.audit where fleet = 'paris'");
    assertThat(whenSealed().fault().orElseThrow().message()).contains("was removed");
  }

  @Test
  void a_row_that_is_removed_with_its_seal_is_found() throws Exception {
    whenSealed();
    api.database().sql(OPEN + "delete from api.audit_seals where sequence = 2");
    assertThat(whenSealed().fault().orElseThrow().message()).contains("seal 2 is missing");
  }

  @Test
  void a_tail_that_is_cut_off_with_care_is_found_by_who_kept_an_end() throws Exception {
    var before = whenSealed().head();
    api.database().sql(OPEN + "delete from api.audit_seals where sequence = " + before.sequence());
    assertThat(whenSealed().fault().orElseThrow().message()).contains("and had");
    api.database()
        .sql(
            OPEN
                + """
                delete from api.audit where id not in (select audit from api.audit_seals);
                update api.audit_head set sequence = last.sequence, hash = last.hash
                from (select * from api.audit_seals order by sequence desc limit 1) last
                """);
    assertThat(verdict("").fault()).isEmpty();
    assertThat(verdict(known(before)).fault().orElseThrow().message()).contains("ends before");
    api.database().sql("alter table api.audit enable trigger user");
    api.newFleet("lima");
    whenSealed();
    assertThat(verdict(known(before)).fault().orElseThrow().message()).contains("written anew");
  }

  @Test
  void a_row_without_a_seal_and_a_person_with_another_name_are_found() throws Exception {
    whenSealed();
    api.database().sql("update api.audit_people set name = 'mallory' where name = 'grace'");
    assertThat(verdict("").fault().orElseThrow().message()).contains("name of person");
    assertThat(checked(export()).fault().orElseThrow().message()).contains("name of person");
    api.database().sql("update api.audit_people set name = 'grace' where name = 'mallory'");
    assertThat(verdict("").fault()).isEmpty();
    api.database()
        .sql(
            OPEN
                + "insert into api.audit (form, at, who, what, subject)"
                + " values (1, now(), 'server', 'fleet.create', 'x')");
    assertThat(verdict("").fault().orElseThrow().message()).contains("has lost its seal");
  }

  @Test
  void an_export_is_checked_without_the_server() throws Exception {
    var head = whenSealed().head();
    var lines = export();
    var export = checked(lines);
    assertThat(export.fault()).isEmpty();
    assertThat(export.head()).isEqualTo(head);
    assertThat(checked(lines.subList(0, lines.size() - 1)).fault().orElseThrow().message())
        .contains("cut off");
    var without = new ArrayList<>(lines);
    without.remove(lines.size() - 2);
    assertThat(checked(without).fault().orElseThrow().message()).contains("rows end at");
  }

  @Test
  void several_write_and_two_seal_and_a_sealer_that_dies_leaves_nothing_half() throws Exception {
    try (var other = api.onPort(0);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      other.start();
      var writers = new ArrayList<Callable<Boolean>>();
      for (var writer = 0; writer < 8; writer++) {
        var name = "w" + writer;
        writers.add(() -> {
          for (var number = 0; number < 25; number++) {
            api.newFleet(name + "-" + number);
          }
          return true;
        });
      }
      var written = writers.stream().map(threads::submit).toList();
      killSealer();
      for (var one : written) {
        assertThat(one.get()).isTrue();
      }
    }
    var verdict = whenSealed();
    assertThat(verdict.fault()).isEmpty();
    assertThat(verdict.head().sequence()).isGreaterThanOrEqualTo(200);
    assertThat(list("?action=fleet.create&limit=500").split("fleet.create", -1)).hasSize(206);
  }

  /** Takes the end, seals nothing, and is gone. */
  private void killSealer() throws SQLException {
    try (var held = api.database().holding("select 1 from api.audit_head for update")) {
      api.newFleet("while-nobody-can-seal");
      assertThat(verdict("").waiting()).isPositive();
      held.rollback();
    }
  }
}
