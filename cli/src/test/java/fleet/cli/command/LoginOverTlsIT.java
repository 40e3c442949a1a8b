package fleet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Coming to believe a server that has an authority of its own. */
@TestInstance(Lifecycle.PER_CLASS)
class LoginOverTlsIT {
  private static final String OTHER = "SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU";

  private final RealApi api = new RealApi();

  @TempDir private Path home;

  @AfterAll
  void stop() {
    api.close();
  }

  @Test
  void who_was_told_the_pin_signs_in_and_stays_acquainted() {
    assertThat(login("--pin", api.pin()).err()).isEmpty();
    var who = RealApi.run(home, "whoami");
    assertThat(who.err()).isEmpty();
    assertThat(who.out()).contains("admin").contains(api.tlsUrl());
    assertThat(login().err()).isEmpty();
  }

  @Test
  void another_pin_is_refused_and_the_password_is_not_sent() {
    var refused = login("--pin", OTHER);
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err())
        .contains("shows the authority %s, and not %s".formatted(api.pin(), OTHER))
        .contains("somebody stands between");
    assertThat(RealApi.run(home, "whoami", "--server", api.tlsUrl()).exitCode()).isEqualTo(4);
  }

  @Test
  void an_authority_is_never_believed_where_nobody_can_be_asked() {
    var refused = login();
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).contains(api.pin()).contains("is not believed").contains("--pin");
    assertThat(login().exitCode()).isEqualTo(1);
  }

  @Test
  void a_pin_says_nothing_of_a_server_without_tls() {
    var refused =
        RealApi.typing(
            home,
            api.adminPassword(),
            "login",
            "--server",
            api.url(),
            "--user",
            "admin",
            "--pin",
            api.pin(),
            "--password-stdin");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("--pin is for a server at https://");
  }

  private TestShell.Ran login(String... options) {
    var words = new ArrayList<>(List.of("login", "--server", api.tlsUrl()));
    words.addAll(List.of("--user", "admin", "--password-stdin"));
    words.addAll(List.of(options));
    return RealApi.typing(home, api.adminPassword(), words.toArray(String[]::new));
  }
}
