package fleet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.identity.Secret;
import fleet.contract.identity.UserName;
import fleet.contract.operator.NewSshKey;
import fleet.contract.operator.NewUser;
import fleet.contract.operator.Page;
import fleet.contract.operator.Role;
import fleet.contract.operator.SignIn;
import fleet.contract.operator.SignedIn;
import fleet.contract.operator.SshKeyView;
import fleet.contract.operator.UserView;
import fleet.contract.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignInIT {
  private static final UserName ADA = UserName.parse("ada");
  private static final UserView ADA_SEEN = UserView.of(ADA, Role.OWNER, Samples.HOUR_AGO);

  @TempDir private Path home;
  private final FakeFleet server = new FakeFleet();

  @AfterEach
  void stop() {
    server.close();
  }

  private TestShell.Ran logIn() {
    server.answers(
        "POST /login",
        new SignedIn(Secret.of("token-7"), ADA, Role.OWNER, TestShell.NOW.plusSeconds(12 * 3600)));
    return new TestShell(home)
        .typing("correct horse\nrest\n")
        .run("login", "--server", server.url() + "/", "--user", "ada", "--password-stdin");
  }

  @Test
  void a_sign_in_is_kept_and_used_from_then_on() {
    var ran = logIn();
    assertThat(ran)
        .isEqualTo(
            new TestShell.Ran(
                0,
                "signed in to %s as ada (owner); it ends in 12 h\n".formatted(server.url()),
                ""));
    assertThat(server.asked("POST /login").as(SignIn.class))
        .isEqualTo(new SignIn(ADA, Secret.of("correct horse")));
    assertThat(server.asked("POST /login").authorization()).isEmpty();

    server.answers("GET /me", ADA_SEEN);
    assertThat(new TestShell(home).run("whoami").outLines())
        .containsExactly("user    ada", "role    owner", "server  " + server.url());
    assertThat(server.asked("GET /me").authorization()).isEqualTo("Bearer token-7");
  }

  @Test
  void the_token_is_never_shown() {
    logIn();
    server.answers("GET /me", ADA_SEEN);
    assertThat(new TestShell(home).run("whoami", "--json").out()).doesNotContain("token-7");
    assertThat(logInAsJson().out()).contains("\"role\":\"OWNER\"").doesNotContain("token-7");
  }

  private TestShell.Ran logInAsJson() {
    return new TestShell(home)
        .typing("x\n")
        .run("login", "--user", "ada", "--password-stdin", "--json");
  }

  @Test
  void a_wrong_password_is_the_servers_sentence_and_keeps_the_old_sign_in() {
    logIn();
    server.refuses("POST /login", ProblemCode.UNAUTHENTICATED, "name or password is wrong", "");
    var ran =
        new TestShell(home).typing("wrong\n").run("login", "--user", "ada", "--password-stdin");
    assertThat(ran.exitCode()).isEqualTo(4);
    assertThat(ran.errLines())
        .containsExactly(
            "fleet: name or password is wrong", "  hint: fleet login --user NAME tries again");
    assertThat(home.resolve(".config/fleet/credentials.json")).content().contains("token-7");
  }

  @Test
  void without_a_terminal_the_password_must_come_on_standard_input() {
    var ran = new TestShell(home).run("login", "--user", "ada");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.errLines())
        .containsExactly(
            "fleet: there is no terminal to ask for the password on",
            "  hint: give it on standard input, with --password-stdin");
  }

  @Test
  void a_password_is_no_option() {
    var ran = new TestShell(home).run("login", "--user", "ada", "--password", "secret");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("no option '--password'").doesNotContain("secret");
  }

  @Test
  void an_empty_password_is_not_sent() {
    var ran = new TestShell(home).run("login", "--user", "ada", "--password-stdin");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).isEqualTo("fleet: the password is empty\n");
  }

  @Test
  void a_sign_in_that_is_over_says_so() {
    logIn();
    server.refuses("GET /me", ProblemCode.UNAUTHENTICATED, "token expired", "");
    var ran = new TestShell(home).run("whoami");
    assertThat(ran)
        .isEqualTo(new TestShell.Ran(4, "", "fleet: your sign-in is over\n  hint: fleet login\n"));
  }

  @Test
  void signing_out_ends_it_there_and_here() {
    logIn();
    server.accepts("POST /logout");
    assertThat(new TestShell(home).run("logout").exitCode()).isZero();
    assertThat(server.asked("POST /logout").authorization()).isEqualTo("Bearer token-7");
    assertThat(home.resolve(".config/fleet/credentials.json")).content().doesNotContain("token-7");
    assertThat(new TestShell(home).with("FLEET_SERVER", server.url().toString()).run("whoami"))
        .isEqualTo(
            new TestShell.Ran(
                4,
                "",
                "fleet: you are not signed in to %1$s\n  hint: fleet login --server %1$s\n"
                    .formatted(server.url())));
  }

  @Test
  void signing_out_works_here_when_the_server_is_gone() {
    logIn();
    server.close();
    var ran = new TestShell(home).run("logout");
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.err()).startsWith("the server was not told (could not reach ");
    assertThat(home.resolve(".config/fleet/credentials.json")).content().doesNotContain("token-7");
  }

  @Test
  void people_are_added_with_a_role_and_listed() {
    server
        .answers("POST /users", UserView.of(ADA, Role.DEVELOPER, TestShell.NOW))
        .answers("GET /users", Page.whole(List.of(ADA_SEEN)));
    var shell = TestShell.signedIn(home, server).typing("long enough\n");
    assertThat(shell.run("user", "add", "ada", "--role", "developer", "--password-stdin").out())
        .isEqualTo("ada may sign in, as developer\n");
    assertThat(server.asked("POST /users").as(NewUser.class))
        .isEqualTo(new NewUser(ADA, Role.DEVELOPER, Secret.of("long enough")));
    assertThat(shell.run("user", "list").outLines())
        .containsExactly("USER  ROLE   ADDED", "ada   owner  1 h ago");
  }

  @Test
  void a_public_key_is_added_under_its_comment() throws IOException {
    var line = "ssh-ed25519 AAAAC3Nza ada@laptop at home";
    Files.writeString(home.resolve("id.pub"), line + "\n");
    var view = new SshKeyView("SHA256:a/b+c", "ada@laptop at home", line, Samples.HOUR_AGO);
    server
        .answers("POST /keys", view)
        .answers("GET /keys", Page.whole(List.of(view)))
        .accepts("DELETE /keys/SHA256%3Aa%2Fb%2Bc");
    var shell = TestShell.signedIn(home, server);
    assertThat(shell.run("key", "add", "id.pub").out())
        .isEqualTo("SHA256:a/b+c  ada@laptop at home\n");
    assertThat(server.asked("POST /keys").as(NewSshKey.class))
        .isEqualTo(new NewSshKey("ada@laptop at home", line));
    assertThat(shell.run("key", "list").outLines())
        .containsExactly(
            "FINGERPRINT   ADDED    NAME", "SHA256:a/b+c  1 h ago  ada@laptop at home");
    assertThat(shell.run("key", "rm", "SHA256:a/b+c").exitCode()).isZero();
  }

  @Test
  void a_private_key_never_leaves() throws IOException {
    Files.writeString(home.resolve("id"), "-----BEGIN OPENSSH PRIVATE KEY-----\nb3Blbn\n");
    var ran = TestShell.signedIn(home, server).run("key", "add", "id");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("is a private key, which stays with you");
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void a_file_that_is_no_key_or_not_there_is_refused() throws IOException {
    Files.writeString(home.resolve("notes.txt"), "buy\nmilk\n");
    var shell = TestShell.signedIn(home, server);
    assertThat(shell.run("key", "add", "notes.txt").err()).contains("is not an SSH public key");
    assertThat(shell.run("key", "add", "nothing.pub").err()).contains("there is no file ");
    assertThat(server.asked()).isEmpty();
  }
}
