package fleet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.cli.credential.CredentialFile;
import fleet.cli.credential.Credentials;
import fleet.contract.identity.Secret;
import fleet.contract.identity.UserName;
import fleet.contract.operator.Role;
import fleet.contract.operator.SignedIn;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What git is answered that asks for a sign-in, and by the real git that does. */
class GitCredentialIT {
  private static final URI SERVER = URI.create("https://fleet.example.com");
  private static final URI HERE = URI.create("http://127.0.0.1:8080");
  private static final Instant LATER = TestShell.NOW.plus(Duration.ofDays(1));

  @TempDir private Path home;

  @BeforeEach
  void signIn() {
    file()
        .write(
            Credentials.NONE
                .with(SERVER, signIn("ada", "fleet_ada", LATER))
                .with(HERE, signIn("bob", "fleet_bob", TestShell.NOW.minusSeconds(1))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"fleet.example.com", "Fleet.Example.com", "fleet.example.com:443"})
  void git_gets_the_sign_in_of_the_server_that_it_asks_for(String host) {
    assertThat(
            ask("get", "protocol=https\nhost=%s\nwwwauth[]=Basic realm=\"fleet\"\n".formatted(host))
                .outLines())
        .containsExactly(
            "username=ada", "password=fleet_ada", "password_expiry_utc=" + LATER.getEpochSecond());
  }

  @ParameterizedTest
  @CsvSource({
    "https, github.com, ''",
    "http, fleet.example.com, ''",
    "https, fleet.example.com:8443, ''",
    "https, fleet.example.com, eve",
    "https, '', ''",
    "cert, /etc/passwd, ''",
    "https, fleet.example.com/evil, ''"
  })
  void it_gets_nothing_of_others(String protocol, String host, String user) {
    var asked = "protocol=%s\nhost=%s\nusername=%s\n".formatted(protocol, host, user);
    var ran = ask("get", asked);
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out() + ran.err()).isEmpty();
  }

  @Test
  void a_sign_in_that_is_over_is_not_shown_and_who_waits_is_told() {
    var ran = ask("get", "protocol=http\nhost=127.0.0.1:8080\n");
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("is over: fleet login --server http://127.0.0.1:8080");
  }

  @Test
  void a_token_of_the_environment_is_for_its_server_alone() {
    var shell =
        new TestShell(home)
            .with("FLEET_SERVER", SERVER.toString())
            .with("FLEET_TOKEN", "fleetapi_ci");
    assertThat(shell.typing(lines("fleet.example.com")).run("git-credential", "get").outLines())
        .containsExactly("username=fleet", "password=fleetapi_ci");
    assertThat(shell.typing(lines("github.com")).run("git-credential", "get").out()).isEmpty();
  }

  @Test
  void what_the_server_refused_is_forgotten_and_nothing_else() {
    ask("erase", lines("fleet.example.com") + "password=another\n");
    ask("erase", lines("github.com") + "password=fleet_ada\n");
    assertThat(file().read().at(SERVER)).isPresent();
    ask("erase", lines("fleet.example.com") + "username=ada\npassword=fleet_ada\n");
    assertThat(file().read().servers().keySet()).containsExactly(HERE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"store", "capability", "something-new"})
  void other_operations_are_passed_over(String operation) {
    var ran = ask(operation, lines("fleet.example.com") + "username=eve\npassword=fleet_eve\n");
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).isEmpty();
    assertThat(file().read().at(SERVER).orElseThrow().user()).hasToString("ada");
  }

  @Test
  void git_is_told_of_the_helper_once_and_before_all_others() throws Exception {
    for (var time = 0; time < 2; time++) {
      assertThat(shell().run("git-config", "--server", SERVER.toString()).err()).isEmpty();
    }
    assertThat(git("config", "--global", "--get-all", "credential.%s.helper".formatted(SERVER)))
        .isEqualTo("\n!fleet git-credential\n");
    assertThat(git("config", "--global", "--get-urlmatch", "http.sslCAInfo", SERVER + "/git/x.git"))
        .isEmpty();
  }

  private String git(String... words) throws Exception {
    var command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    var git = new ProcessBuilder(command);
    git.environment().putAll(Map.of("HOME", home.toString(), "GIT_CONFIG_NOSYSTEM", "1"));
    return new String(git.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static String lines(String host) {
    return "protocol=https\nhost=%s\n".formatted(host);
  }

  private TestShell.Ran ask(String operation, String lines) {
    return shell().typing(lines).run("git-credential", operation);
  }

  private TestShell shell() {
    return new TestShell(home).with("PATH", System.getenv("PATH"));
  }

  private CredentialFile file() {
    return CredentialFile.of(Map.of("HOME", home.toString()));
  }

  private static SignedIn signIn(String user, String token, Instant until) {
    return new SignedIn(Secret.of(token), UserName.parse(user), Role.OWNER, until);
  }
}
