package fleet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.cli.credential.KnownAuthorities;
import fleet.cli.credential.ServerTls;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Simulated devices that believe of a server over TLS what their user does. */
@TestInstance(Lifecycle.PER_CLASS)
class SimulateOverTlsIT {
  private final RealApi api = new RealApi();
  private Simulations simulations;

  @TempDir private Path home;

  @BeforeEach
  void sign_in_by_the_pin() {
    var signedIn =
        RealApi.typing(
            home,
            api.adminPassword(),
            "login",
            "--server",
            api.tlsUrl(),
            "--user",
            "admin",
            "--pin",
            api.pin(),
            "--password-stdin");
    assertThat(signedIn.err()).isEmpty();
    simulations = new Simulations(home);
  }

  @AfterAll
  void stop() {
    api.close();
  }

  @Test
  void devices_register_connect_and_poll_over_tls() {
    simulations.run("create", "pinned");
    api.release("pinned", "1.0.0");
    var some = simulations.start("pinned", 10, "--for", "8s", "--spread", "0s", "--poll", "20");

    var summary = Simulations.summary(some);
    assertThat(summary.path("errors").asLong()).as(summary.toString()).isZero();
    assertThat(summary.path("connected").asInt() + summary.path("pollers").asInt()).isEqualTo(10);
    assertThat(summary.path("pollers").asInt()).isPositive();
    assertThat(summary.path("releases").path(0).path("told").asInt()).isEqualTo(10);
  }

  @Test
  void a_server_of_another_authority_is_told_nothing() {
    simulations.run("create", "misled");
    var before = simulations.start("misled", 2, "--for", "2s", "--spread", "0s");
    assertThat(Simulations.summary(before).path("connected").asInt()).isEqualTo(2);
    var key = simulations.json("device", "add", "misled").path("key").asText();
    believeAnother();

    var known =
        simulations.start("misled", 2, "--server", api.tlsUrl(), "--for", "6s", "--spread", "0s");
    var summary = Simulations.summary(known);
    assertThat(summary.path("connected").asInt()).isZero();
    assertThat(summary.path("targets").asLong()).isZero();
    assertThat(summary.path("trouble").toString()).contains("unable to find valid certification");
    var fresh =
        simulations
            .start("misled", 3, "--server", api.tlsUrl(), "--key", key, "--for", "2s")
            .join();
    assertThat(fresh.exitCode()).isEqualTo(5);
    assertThat(fresh.out()).isEmpty();

    sign_in_by_the_pin();
    assertThat(simulations.json("device", "list", "--fleet", "misled")).hasSize(2);
  }

  /** As somebody does who was misled: of this server's address, the authority of another one. */
  private void believeAnother() {
    try (var other = new RealApi()) {
      var shown = ServerTls.shown(URI.create(other.tlsUrl())).getLast();
      new KnownAuthorities(Map.of("HOME", home.toString())).keep(URI.create(api.tlsUrl()), shown);
    }
  }
}
