package fleet.api.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private static Condition condition(String text) {
    return Condition.of(Query.parse(text), NOW);
  }

  private static ProblemException refusal(String text) {
    return catchThrowableOfType(ProblemException.class, () -> Query.parse(text));
  }

  @Test
  void nothing_said_means_every_device() {
    assertThat(condition("  ")).isEqualTo(new Condition("true", List.of()));
  }

  @Test
  void and_binds_closer_than_or_and_not_closer_than_both() {
    assertThat(Query.parse("name = a or name = b and not name = c"))
        .isEqualTo(Query.parse("(name = a) or ((name = b) and (not (name = c)))"));
    assertThat(Query.parse("name = a or name = b and not name = c"))
        .isNotEqualTo(Query.parse("(name = a or name = b) and not name = c"));
  }

  @Test
  void no_word_of_the_query_gets_into_the_sql() {
    var evil = "'; drop table api.devices; --";
    var condition = condition("tag.site in (\"%1$s\", x) or note like \"*%1$s\"".formatted(evil));
    assertThat(condition.sql())
        .isEqualTo(
            "((d.tags @> jsonb_build_object(cast(:q0 as text), cast(:q1 as text)) or "
                + "d.tags @> jsonb_build_object(cast(:q2 as text), cast(:q3 as text))) or "
                + "d.note like :q4)");
    assertThat(condition.values()).containsExactly("site", evil, "site", "x", "%" + evil);
  }

  @Test
  void what_is_asked_of_reports_and_pins_is_found_by_their_own_columns() {
    var reports =
        "exists (select 1 from api.device_reports said where said.device = d.id and said.";
    var pins = "d.id in (select device from api.pins where ";
    assertThat(condition("failed = true").sql()).isEqualTo("(" + reports + "failed))");
    assertThat(condition("phase in (failed, rolled-back)"))
        .isEqualTo(
            new Condition(
                "(%1$sphase = :q0) or %1$sphase = :q1))".formatted(reports),
                List.of("FAILED", "ROLLED_BACK")));
    assertThat(condition("pinned-by = ada and pinned-for < 2h"))
        .isEqualTo(
            new Condition(
                "(%1$sowner in (:q0)) and %1$sends_at < :q1))".formatted(pins),
                List.of("ada", NOW.plusSeconds(7_200))));
  }

  @Test
  void a_shape_has_one_joker_and_no_other() {
    assertThat(condition("name like \"50%_\\\\*\"").values()).containsExactly("50\\%\\_\\\\%");
  }

  @Test
  void quotes_and_backslashes_in_quotes_are_written_with_a_backslash() {
    assertThat(condition("note = \"a \\\"b\\\" \\\\ c\"").values()).containsExactly("a \"b\" \\ c");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nmae = a            | 1  | there is no field 'nmae'              | did you mean 'name'?",
        "name = a and stat=b | 14 | there is no field 'stat'              | did you mean 'status'?",
        "status = onlin      | 10 | 'onlin' is not one of preregistered, never-seen, online, offline | did you mean 'online'?",
        "name < b            | 6  | 'name' does not take '<'              | it takes = != in like",
        "name b              | 6  | expected an operator after 'name', not 'b' | operators: = != < <= > >= in like",
        "release < new       | 11 | 'new' has no place among versions     | give a whole version, such as 1.4.0 or 0.0.0+rev7",
        "seen < soon         | 8  | 'soon' is no length of time           | such as 30s, 5m, 2h or 7d",
        "id = 7              | 6  | '7' is no id of a device              | fleet device list shows them",
        "tag.Site = a        | 1  | this is not the name of a tag         | tags have lower-case letters, digits, '.', '_' and '-', such as tag.site",
        "name = a;           | 9  | this character has no meaning here    | put values that have it in quotes",
        "note = \"a          | 8  | this quote is never closed            | end the value with '\"'",
        "(name = a           | 10 | expected ')', not the end             | ``",
        "name = a name = b   | 10 | expected 'and', 'or' or the end, not 'name' | ``",
        "name in a           | 9  | expected '(', not 'a'                 | ``",
        "name =              | 7  | expected a value, not the end         | ``",
        "exists seen         | 8  | 'seen' cannot be asked whether it exists | such as: exists tag.site",
        "phase = settling    | 9  | 'settling' is not one of idle, downloading, applying, proving, settled, rolled-back, failed | did you mean 'settled'?",
        "failed > true       | 8  | 'failed' does not take '>'            | it takes = != in",
        "pinned-for = 2d     | 12 | 'pinned-for' does not take '='        | it takes < <= > >=",
        "pinned-for < soon   | 14 | 'soon' is no length of time           | such as 30s, 5m, 2h or 7d",
        "pinned-by < ada     | 11 | 'pinned-by' does not take '<'         | it takes = != in like",
        "exists failed       | 8  | 'failed' cannot be asked whether it exists | such as: exists tag.site",
        "pinned = maybe      | 10 | 'maybe' is not one of true, false     | there are: true, false",
      })
  void what_is_wrong_is_pointed_at(String text, int position, String sentence, String hint) {
    var refusal = refusal(text);
    assertThat(refusal.problem().code()).isEqualTo(ProblemCode.INVALID_REQUEST);
    assertThat(refusal.problem().message())
        .isEqualTo("the query is wrong at character %d: %s".formatted(position, sentence));
    assertThat(refusal.problem().hint()).isEqualTo(hint);
  }

  @Test
  void length_depth_and_number_of_conditions_are_bounded() {
    var deep = "(".repeat(5_00) + "name = a" + ")".repeat(5_00);
    assertThat(refusal(deep).problem().message()).endsWith("a query is nested 16 deep at most");
    var not = "not ".repeat(400) + "name = a";
    assertThat(refusal(not).problem().message()).endsWith("a query is nested 16 deep at most");
    var many =
        IntStream.range(0, 101).mapToObj(i -> "name = a").collect(Collectors.joining(" or "));
    assertThat(refusal(many).problem().message()).endsWith("a query has at most 100 conditions");
    assertThat(refusal("name = " + "a".repeat(2_000)).problem().message())
        .endsWith("a query has at most 2000 characters");
  }

  @ParameterizedTest
  @CsvSource({
    "1.4.0-alpha, 1.4.0-alpha.1",
    "1.4.0-alpha.1, 1.4.0-alpha.beta",
    "1.4.0-alpha.beta, 1.4.0-beta",
    "1.4.0-beta.2, 1.4.0-beta.11",
    "1.4.0-beta.11, 1.4.0-rc.1",
    "1.4.0-rc.1, 1.4.0",
    "1.4.0-a, 1.4.0-a-b",
    "1.4.0, 1.4.1",
    "1.9.0, 1.10.0",
    "0.0.0+rev9, 0.0.0+rev10",
    "0.0.0+rev10, 0.0.1"
  })
  void versions_have_semvers_order_and_then_their_revisions(String less, String greater) {
    assertThat(key(less)).isLessThan(key(greater));
  }

  private static String key(String version) {
    return VersionOrder.of(version).orElseThrow().key();
  }
}
