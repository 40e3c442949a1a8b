package fleet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** {@code fleet env} against the real API with a real PostgreSQL. */
@TestInstance(Lifecycle.PER_CLASS)
class VariablesIT {
  private static final String SECRET = "correct-horse-battery";
  private final RealApi api = new RealApi();

  @TempDir private Path home;

  @AfterAll
  void stop() {
    api.close();
  }

  @BeforeEach
  void the_admin_is_signed_in() {
    api.signInAdmin(home);
  }

  private TestShell.Ran env(String... arguments) {
    var all = new String[arguments.length + 1];
    all[0] = "env";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return RealApi.run(home, all);
  }

  private void newFleet(String name) {
    assertThat(RealApi.run(home, "create", name).err()).isEmpty();
  }

  @Test
  void variables_are_set_listed_and_removed() {
    newFleet("kitchen");
    assertThat(env("list", "--fleet", "kitchen").err())
        .isEqualTo("no variables for fleet kitchen; set one: fleet env set\n");
    var set = env("set", "--fleet", "kitchen", "COLOUR=blue", "QUERY=a=b");
    assertThat(set).isEqualTo(new TestShell.Ran(0, "COLOUR, QUERY: set for fleet kitchen\n", ""));
    assertThat(env("set", "--fleet", "kitchen", "--service", "web", "COLOUR=green").out())
        .isEqualTo("COLOUR: set for service web of fleet kitchen\n");

    assertThat(env("list", "--fleet", "kitchen").outLines())
        .hasSize(4)
        .anyMatch(line -> line.startsWith("COLOUR  fleet    every") && line.endsWith("blue"))
        .anyMatch(line -> line.startsWith("COLOUR  service  web") && line.endsWith("green"))
        .anyMatch(line -> line.startsWith("QUERY   fleet    every") && line.endsWith("a=b"));
    assertThat(env("list", "--fleet", "kitchen", "--service", "db").out())
        .contains("blue")
        .doesNotContain("green");

    assertThat(env("rm", "--fleet", "kitchen", "QUERY", "--json").out())
        .isEqualTo("{\"removed\":[\"QUERY\"]}\n");
    assertThat(env("rm", "--fleet", "kitchen", "QUERY").exitCode()).isEqualTo(3);
  }

  @Test
  void many_are_read_from_files_and_their_values_are_no_arguments() throws IOException {
    newFleet("many");
    var file = Files.writeString(home.resolve("oven.env"), "# the oven\n\nUSER=ada\nKEY=a=b c\n");
    var certificate = Files.writeString(home.resolve("ca.pem"), "-----BEGIN\nAAAA\n");
    var set =
        env(
            "set",
            "--fleet",
            "many",
            "COLOUR=blue",
            "--env-file",
            file.toString(),
            "--from-file",
            "CA=" + certificate);
    assertThat(set)
        .isEqualTo(new TestShell.Ran(0, "COLOUR, USER, KEY, CA: set for fleet many\n", ""));
    assertThat(env("list", "--fleet", "many", "--json").out())
        .contains("\"value\":\"a=b c\"", "\"value\":\"-----BEGIN\\nAAAA\"");

    var secrets =
        Files.writeString(home.resolve("secrets.env"), "PIN=%s\nTOKEN=%1$s\n".formatted(SECRET));
    var sealed = env("set", "--fleet", "many", "--secret", "--env-file", secrets.toString());
    assertThat(sealed.out()).isEqualTo("PIN, TOKEN: set for fleet many\n");
    assertThat(env("list", "--fleet", "many", "--json").out()).doesNotContain(SECRET);
  }

  @Test
  void a_file_that_is_wrong_sets_nothing_and_shows_no_value() throws IOException {
    newFleet("wrong");
    var file = home.resolve("wrong.env");
    Files.writeString(file, "USER=ada\nPIN=\"%s\"\n".formatted(SECRET));
    var quoted = env("set", "--fleet", "wrong", "--secret", "--env-file", file.toString());
    assertThat(quoted.exitCode()).isEqualTo(2);
    assertThat(quoted.errLines().getFirst())
        .isEqualTo(
            "fleet: %s: line 2: the quotes around the value of PIN would be part of it"
                .formatted(file));
    Files.writeString(file, SECRET);
    var nameless = env("set", "--fleet", "wrong", "--env-file", file.toString());
    assertThat(nameless.err()).contains("line 1: expected NAME=VALUE").doesNotContain(SECRET);
    Files.write(file, new byte[] {'A', '=', (byte) 0xff});
    assertThat(env("set", "--fleet", "wrong", "--env-file", file.toString()).err())
        .contains("is no text in UTF-8");
    var missing = home.resolve("nowhere").toString();
    assertThat(env("set", "--fleet", "wrong", "--from-file", "A=" + missing).exitCode())
        .isEqualTo(2);
    assertThat(env("set", "--fleet", "wrong").exitCode()).isEqualTo(2);
    assertThat(env("list", "--fleet", "wrong").err()).startsWith("no variables");
  }

  @Test
  void a_secret_is_read_from_standard_input_and_never_shown() {
    newFleet("vault");
    var set =
        RealApi.typing(home, SECRET, "env", "set", "--fleet", "vault", "--secret", "PIN", "--json");
    assertThat(set).isEqualTo(new TestShell.Ran(0, "{\"set\":[\"PIN\"]}\n", ""));
    for (var command : new String[] {"list", "history", "diff"}) {
      assertThat(env(command, "--fleet", "vault").out()).contains("PIN").doesNotContain(SECRET);
      assertThat(env(command, "--fleet", "vault", "--json").out())
          .contains("\"secret\":true")
          .doesNotContain(SECRET);
    }
    var argument = env("set", "--fleet", "vault", "--secret", "PIN=" + SECRET);
    assertThat(argument.exitCode()).isEqualTo(2);
    assertThat(argument.err()).doesNotContain(SECRET);
    var empty = env("set", "--fleet", "vault", "--secret", "PIN");
    assertThat(empty.exitCode()).isEqualTo(2);
    assertThat(empty.err()).contains("the value is empty");
  }

  @Test
  void history_and_difference_tell_what_was_before() {
    newFleet("annals");
    env("set", "--fleet", "annals", "COLOUR=blue");
    env("set", "--fleet", "annals", "COLOUR=red");
    assertThat(env("history", "--fleet", "annals").outLines())
        .hasSize(3)
        .anyMatch(line -> line.endsWith("- -> blue"))
        .anyMatch(line -> line.contains("admin") && line.endsWith("blue -> red"));
    assertThat(env("diff", "--fleet", "annals").outLines())
        .hasSize(2)
        .last()
        .asString()
        .endsWith("- -> red");
    assertThat(env("diff", "--fleet", "annals", "--from", "2999-01-01T00:00:00Z").err())
        .isEqualTo("nothing differs for fleet annals\n");
  }

  @Test
  void what_is_no_variable_or_no_place_is_said() {
    newFleet("strict");
    assertThat(env("set", "--fleet", "strict", "COLOUR").exitCode()).isEqualTo(2);
    assertThat(env("set", "--fleet", "strict", "A-B=1").exitCode()).isEqualTo(2);
    assertThat(env("set", "--fleet", "strict", "FLEET_X=1").err()).contains("reserved");
    assertThat(env("set", "COLOUR=blue").exitCode()).isEqualTo(2);
    assertThat(env("list", "--fleet", "strict", "--device", "pi").exitCode()).isEqualTo(2);
    assertThat(env("list", "--fleet", "nowhere").exitCode()).isEqualTo(3);
    assertThat(env("list", "--device", "nothing").exitCode()).isEqualTo(3);
  }
}
