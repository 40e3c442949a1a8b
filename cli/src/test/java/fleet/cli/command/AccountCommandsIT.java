package fleet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.Json;
import fleet.contract.access.ApiKey;
import fleet.contract.access.Invitation;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The commands about accounts and rights against the real API. */
@TestInstance(Lifecycle.PER_CLASS)
class AccountCommandsIT {
  private final RealApi api = new RealApi();

  @TempDir private Path admin;
  @TempDir private Path other;

  @AfterAll
  void stop() {
    api.close();
  }

  @BeforeEach
  void the_admin_is_signed_in_and_a_fleet_is_there() {
    api.signInAdmin(admin);
    if (run("show", "berlin").exitCode() != 0) {
      assertThat(run("create", "berlin").err()).isEmpty();
    }
  }

  private TestShell.Ran run(String... arguments) {
    return RealApi.run(admin, arguments);
  }

  private void add(String name, String role) {
    var added =
        RealApi.typing(
            admin, "long enough 1", "user", "add", name, "--role", role, "--password-stdin");
    assertThat(added.err()).isEmpty();
    assertThat(api.signIn(other, name, "long enough 1").err()).isEmpty();
  }

  @Test
  void a_role_in_a_fleet_is_given_listed_explained_and_taken_away() {
    add("ann", "none");
    assertThat(RealApi.run(other, "show", "berlin").exitCode()).isEqualTo(3);
    assertThat(run("access", "grant", "ann", "developer", "--fleet", "berlin").out())
        .isEqualTo("ann is developer in berlin\n");
    assertThat(RealApi.run(other, "show", "berlin").exitCode()).isZero();
    assertThat(run("access", "list", "--fleet", "berlin").out())
        .containsPattern("ann +developer +-")
        .containsPattern("admin +- +owner");
    assertThat(run("access", "list").out()).containsPattern("ann +developer +berlin");
    assertThat(RealApi.run(other, "access", "explain", "ann", "push", "berlin").out())
        .contains("yes", "ann is a developer of berlin");
    assertThat(run("access", "revoke", "ann", "--fleet", "berlin").exitCode()).isZero();
    assertThat(run("access", "revoke", "ann", "--fleet", "berlin").exitCode()).isEqualTo(3);
    assertThat(RealApi.run(other, "show", "berlin").exitCode()).isEqualTo(3);
    assertThat(RealApi.run(other, "access", "explain", "admin", "push").exitCode()).isEqualTo(4);
  }

  @Test
  void a_role_everywhere_is_given_by_an_owner_alone() {
    add("bob", "viewer");
    assertThat(RealApi.run(other, "access", "grant", "bob", "owner").exitCode()).isEqualTo(4);
    assertThat(run("access", "grant", "bob", "operator").out())
        .isEqualTo("bob is operator everywhere\n");
    assertThat(RealApi.run(other, "whoami").out()).contains("operator");
    assertThat(run("access", "grant", "bob", "none", "--fleet", "berlin").exitCode()).isEqualTo(2);
    var last = run("access", "grant", "admin", "viewer");
    assertThat(last.exitCode()).isEqualTo(1);
    assertThat(last.err()).contains("admin is the last owner of the installation");
  }

  @Test
  void somebody_is_disabled_enabled_and_removed() {
    add("carl", "viewer");
    assertThat(run("user", "disable", "carl").exitCode()).isZero();
    assertThat(run("user", "list").out()).containsPattern("carl +disabled");
    assertThat(RealApi.run(other, "whoami").exitCode()).isEqualTo(4);
    assertThat(run("user", "enable", "carl").out()).isEqualTo("carl may sign in again\n");
    assertThat(api.signIn(other, "carl", "long enough 1").exitCode()).isZero();
    assertThat(run("user", "rm", "carl").exitCode()).isEqualTo(2);
    assertThat(run("user", "rm", "carl", "--yes").out()).isEqualTo("user carl is gone\n");
    assertThat(RealApi.run(other, "whoami").exitCode()).isEqualTo(4);
    assertThat(run("user", "rm", "admin", "--yes").exitCode()).isEqualTo(1);
  }

  @Test
  void a_password_is_changed_by_its_person_and_reset_by_an_owner() {
    add("dora", "viewer");
    assertThat(change("wrong one 1\nlong enough 2").exitCode()).isEqualTo(4);
    assertThat(change("long enough 1\nlong enough 2").err()).isEmpty();
    assertThat(api.signIn(other, "dora", "long enough 1").exitCode()).isEqualTo(4);
    assertThat(api.signIn(other, "dora", "long enough 2").exitCode()).isZero();
    var reset =
        RealApi.typing(
            admin, "long enough 3", "user", "reset-password", "dora", "--password-stdin");
    assertThat(reset.err()).isEmpty();
    assertThat(RealApi.run(other, "whoami").exitCode()).isEqualTo(4);
    assertThat(api.signIn(other, "dora", "long enough 3").exitCode()).isZero();
  }

  private TestShell.Ran change(String lines) {
    return RealApi.typing(other, lines, "user", "password", "--password-stdin");
  }

  @Test
  void an_api_key_is_made_used_listed_and_removed() {
    var made = run("api-key", "add", "ci", "--may", "view", "--fleet", "berlin", "--json");
    assertThat(made.err()).isEmpty();
    var key = Json.read(made.out(), ApiKey.class);
    assertThat(withToken(key.key().reveal(), "show", "berlin").exitCode()).isZero();
    assertThat(withToken(key.key().reveal(), "create", "rome").exitCode()).isEqualTo(4);
    assertThat(withToken(key.key().reveal(), "user", "list").exitCode()).isEqualTo(4);
    assertThat(run("api-key", "list").out())
        .containsPattern(key.about().id() + " +ci +view +berlin +just now +never")
        .doesNotContain(key.key().reveal());
    assertThat(run("api-key", "rm", key.about().id().toString()).exitCode()).isZero();
    assertThat(withToken(key.key().reveal(), "show", "berlin").exitCode()).isEqualTo(4);
    assertThat(run("api-key", "rm", key.about().id().toString()).exitCode()).isEqualTo(3);
    assertThat(run("api-key", "add", "ci").exitCode()).isEqualTo(2);
    assertThat(run("api-key", "add", "ci", "--may", "fly").err()).contains("'fly' is none of");
  }

  @Test
  void an_owner_lists_and_removes_somebodys_keys() {
    assertThat(run("api-key", "list", "--user", "dora").err()).startsWith("no API keys yet");
    assertThat(run("key", "list", "--user", "dora").err()).startsWith("no keys yet");
    var made = run("api-key", "add", "mine", "--may", "view", "--json");
    var id = Json.read(made.out(), ApiKey.class).about().id().toString();
    assertThat(run("api-key", "rm", id, "--user", "dora").exitCode()).isEqualTo(3);
    assertThat(run("api-key", "rm", id, "--user", "admin").exitCode()).isZero();
    assertThat(run("key", "rm", "SHA256:" + "n".repeat(43), "--user", "dora").err())
        .isEqualTo("fleet: dora has no such key\n  hint: fleet key list shows them\n");
  }

  private TestShell.Ran withToken(String token, String... arguments) {
    return new TestShell(other)
        .at(Clock.systemUTC())
        .with("FLEET_SERVER", api.url())
        .with("FLEET_TOKEN", token)
        .run(arguments);
  }

  @Test
  void sign_ins_are_listed_and_ended() {
    add("eve", "viewer");
    var listed = run("user", "sessions", "--user", "eve");
    assertThat(listed.outLines()).hasSize(2);
    var id = listed.outLines().getLast().split(" ")[0];
    assertThat(RealApi.run(other, "user", "sessions").out()).contains(id, "here", "127.0.0.1");
    assertThat(RealApi.run(other, "user", "sessions", "--user", "admin").exitCode()).isEqualTo(4);
    assertThat(run("user", "signout", id).exitCode()).isEqualTo(3);
    assertThat(run("user", "signout", id, "--user", "eve").exitCode()).isZero();
    assertThat(RealApi.run(other, "whoami").exitCode()).isEqualTo(4);
  }

  @Test
  void whoever_is_locked_out_is_listed_and_let_in_again() {
    add("fay", "viewer");
    assertThat(run("user", "locked").err()).startsWith("nobody is locked out");
    for (var wrong = 0; wrong < 10; wrong++) {
      assertThat(api.signIn(other, "fay", "wrong horse").exitCode()).isEqualTo(4);
    }
    var locked = api.signIn(other, "fay", "long enough 1");
    assertThat(locked.exitCode()).isEqualTo(1);
    assertThat(locked.err()).contains("too many wrong passwords");
    assertThat(run("user", "locked").out()).containsPattern("fay +user +10");
    assertThat(run("user", "unlock").exitCode()).isEqualTo(2);
    assertThat(run("user", "unlock", "fay").out()).isEqualTo("fay may try again\n");
    assertThat(api.signIn(other, "fay", "long enough 1").exitCode()).isZero();
  }

  @Test
  void somebody_is_invited_and_comes_in() {
    var made = run("user", "invite", "--role", "developer", "--fleet", "berlin", "--json");
    var invitation = Json.read(made.out(), Invitation.class);
    var id = invitation.about().id().toString();
    assertThat(run("user", "invitations").out())
        .contains(id, "developer in berlin")
        .doesNotContain(invitation.code().reveal());
    var lines = invitation.code().reveal() + "\nlong enough 1";
    assertThat(comeIn(lines, "gil").out()).contains("as gil");
    assertThat(RealApi.run(other, "show", "berlin").exitCode()).isZero();
    assertThat(comeIn(lines, "hal").exitCode()).isEqualTo(3);
    assertThat(run("user", "uninvite", id).exitCode()).isEqualTo(3);
  }

  @Test
  void an_invitation_that_is_taken_back_opens_nothing() {
    var made = run("user", "invite", "--role", "viewer", "--json");
    var invitation = Json.read(made.out(), Invitation.class);
    var id = invitation.about().id().toString();
    assertThat(run("user", "uninvite", id).out())
        .isEqualTo("invitation %s is gone\n".formatted(id));
    assertThat(run("user", "invitations").out()).doesNotContain(id);
    assertThat(comeIn(invitation.code().reveal() + "\nlong enough 1", "ida").exitCode())
        .isEqualTo(3);
  }

  @Test
  void somebody_is_erased_and_their_name_is_nowhere() {
    add("jon", "owner");
    assertThat(RealApi.run(other, "create", "oslo").err()).isEmpty();
    assertThat(run("audit", "list").out()).contains("jon");
    assertThat(run("user", "erase", "jon").exitCode()).isEqualTo(2);
    assertThat(run("user", "erase", "jon", "--yes").out())
        .startsWith("jon is erased; what they did stands under erased-");
    assertThat(run("user", "list").out()).doesNotContain("jon");
    assertThat(run("audit", "list").out()).contains("erased person #").doesNotContain("jon");
    assertThat(run("audit", "verify").exitCode()).isZero();
    assertThat(RealApi.run(other, "whoami").exitCode()).isEqualTo(4);
  }

  private TestShell.Ran comeIn(String lines, String name) {
    return RealApi.typing(
        other,
        lines,
        "login",
        "--server",
        api.url(),
        "--user",
        name,
        "--invitation",
        "--password-stdin");
  }
}
