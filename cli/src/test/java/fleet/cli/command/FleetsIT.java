package fleet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import fleet.contract.Json;
import fleet.contract.operator.NewFleet;
import fleet.contract.operator.Page;
import fleet.contract.problem.ProblemCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetsIT {
  @TempDir private Path home;
  private final FakeFleet server = new FakeFleet();

  @AfterEach
  void stop() {
    server.close();
  }

  private TestShell.Ran run(String... arguments) {
    return TestShell.signedIn(home, server).run(arguments);
  }

  @Test
  void fleets_are_listed_in_a_table() {
    server.answers("GET /fleets", Page.whole(List.of(Samples.fleet(), Samples.emptyFleet())));
    var ran = run("list");
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.outLines())
        .containsExactly(
            "FLEET    RELEASE     DEVICES  ONLINE  SETTLED  FAILED  CREATED",
            "kitchen  0.0.0+rev3  3        2       1        1       1 h ago",
            "attic    -           0        0       0        0       1 h ago");
    assertThat(server.asked("GET /fleets").authorization()).isEqualTo("Bearer token-1");
  }

  @Test
  void a_list_is_read_to_its_end() throws JsonProcessingException {
    server
        .answers("GET /fleets", new Page<>(List.of(Samples.fleet()), Optional.of("a b&c")))
        .answers("GET /fleets?after=a%20b%26c", Page.whole(List.of(Samples.emptyFleet())));
    var ran = run("list", "--json");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.outLines()).hasSize(1);
    assertThat(Json.mapper().readTree(ran.out()))
        .extracting(fleet -> fleet.get("name").asText())
        .containsExactly("kitchen", "attic");
  }

  @Test
  void an_empty_list_says_how_to_go_on_but_not_where_programs_read() {
    server.answers("GET /fleets", Page.whole(List.of()));
    assertThat(run("list"))
        .isEqualTo(
            new TestShell.Ran(0, "", "there are no fleets yet; make one: fleet create NAME\n"));
    assertThat(run("list", "--json")).isEqualTo(new TestShell.Ran(0, "[]\n", ""));
  }

  @Test
  void a_fleet_is_shown_with_its_devices() {
    server
        .answers("GET /fleets/kitchen", Samples.fleet())
        .answers("GET /devices?fleet=kitchen", Page.whole(List.of(Samples.device("web"))));
    assertThat(run("show", "kitchen").outLines())
        .containsExactly(
            "fleet    kitchen",
            "release  0.0.0+rev3 (1a2b3c4), 1 h ago",
            "devices  3 (2 online, 1 settled, 1 failed)",
            "git      ssh://git@127.0.0.1:2222/kitchen.git",
            "or       %s/git/kitchen.git".formatted(server.url()),
            "created  1 h ago",
            "",
            "DEVICE      FLEET    STATUS  SEEN     RUNNING     PHASE    PLATFORM     ID",
            "kitchen-pi  kitchen  online  8 s ago  0.0.0+rev3  settled  linux/arm64  "
                + Samples.DEVICE);
  }

  @Test
  void a_fleet_that_does_not_exist_ends_with_three() {
    server.refuses(
        "GET /fleets/berlin",
        ProblemCode.NOT_FOUND,
        "there is no fleet 'berlin'",
        "fleet list shows yours");
    assertThat(run("show", "berlin", "--json"))
        .isEqualTo(
            new TestShell.Ran(
                3, "", "fleet: there is no fleet 'berlin'\n  hint: fleet list shows yours\n"));
  }

  @Test
  void a_created_fleet_says_what_to_do_with_it() {
    server.answers("POST /fleets", Samples.fleet());
    assertThat(run("create", "kitchen").out())
        .startsWith("made fleet kitchen\n")
        .contains("git remote add fleet ssh://git@127.0.0.1:2222/kitchen.git");
    assertThat(server.asked("POST /fleets").as(NewFleet.class))
        .isEqualTo(new NewFleet(Samples.KITCHEN));
  }

  @Test
  void a_name_that_is_none_is_refused_before_anybody_is_asked() {
    var ran = run("create", "Kitchen!");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).startsWith("fleet: 'Kitchen!' is not a fleet name: ");
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void a_fleet_is_removed_only_when_that_is_meant() {
    server.accepts("DELETE /fleets/kitchen");
    var ran = run("rm", "kitchen");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err())
        .isEqualTo(
            """
            fleet: this removes the fleet kitchen with its releases
              hint: say --yes when that is meant
            """);
    assertThat(server.asked()).isEmpty();
    assertThat(run("rm", "kitchen", "--yes").out()).isEqualTo("fleet kitchen is gone\n");
    assertThat(run("rm", "kitchen", "-y", "--json").out()).isEqualTo("{\"removed\":\"kitchen\"}\n");
  }

  @Test
  void releases_are_listed_and_shown() {
    server
        .answers("GET /fleets/kitchen/releases", Page.whole(List.of(Samples.release())))
        .answers("GET /fleets/kitchen/releases/0.0.0%2Brev3", Samples.release());
    assertThat(run("release", "list", "kitchen").outLines())
        .containsExactly(
            "VERSION     STATE  COMMIT   SERVICES  AUTHOR  CREATED  NOTE",
            "0.0.0+rev3  final  1a2b3c4  1         ada     1 h ago  new oven");
    assertThat(run("release", "show", "kitchen", "0.0.0+rev3").outLines())
        .contains("release  0.0.0+rev3", "tags     {stage=test}")
        .anyMatch(line -> line.startsWith("web      linux/arm64  2.0 MB    -      sha256:"));
  }

  @Test
  void a_server_that_is_not_there_ends_with_five() {
    var url = server.url();
    server.close();
    var ran = run("list");
    assertThat(ran.exitCode()).isEqualTo(5);
    assertThat(ran.errLines())
        .containsExactly(
            "fleet: could not reach %s/api/v1/fleets: connection refused".formatted(url),
            "  hint: fleet up starts a server here; --server or FLEET_SERVER names another");
  }

  @Test
  void an_answer_that_is_not_understood_is_one_sentence() {
    server.answers("GET /fleets/kitchen", "a text");
    var ran = run("show", "kitchen");
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.errLines()).hasSize(2);
    assertThat(ran.err()).startsWith("fleet: the server's answer was not understood: ");
  }

  @Test
  void a_token_that_does_not_open_is_named() {
    server.refuses("GET /me", ProblemCode.UNAUTHENTICATED, "no such token", "");
    assertThat(run("whoami"))
        .isEqualTo(
            new TestShell.Ran(
                4, "", "fleet: FLEET_TOKEN does not open this server\n  hint: fleet login\n"));
  }

  @Test
  void an_answer_that_is_no_problem_of_fleet_is_told_without_its_body() {
    server.replies(
        "GET /fleets",
        (exchange, _) -> {
          var page = "<html>502".getBytes(java.nio.charset.StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(502, page.length);
          exchange.getResponseBody().write(page);
        });
    var ran = run("list");
    assertThat(ran.exitCode()).isEqualTo(5);
    assertThat(ran.err()).contains("answered 502").doesNotContain("html");
  }
}
