package fleet.cli.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fleet.contract.release.Platform;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerConfigTest {
  private static final List<EngineOption> ENGINES = List.of(EngineOption.parse(EngineOption.USUAL));

  @Test
  void it_listens_on_loopback_unless_told_otherwise() {
    assertThat(listening(false).listen()).containsExactly("127.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "192.168.1.10", "10.77.1.1", "::"})
  void beyond_loopback_without_tls_is_refused(String host) {
    assertThatThrownBy(() -> listening(false, host))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(host)
        .hasMessageContaining("needs TLS");
  }

  @Test
  void beyond_loopback_is_opened_for_those_who_insist_and_loopback_stays_open() {
    assertThat(listening(true, "10.77.1.1").listen()).containsExactly("127.0.0.1", "10.77.1.1");
    assertThat(listening(true, "0.0.0.0").listen()).containsExactly("0.0.0.0");
    assertThat(listening(true, "127.0.0.1", "10.77.1.1", "10.77.1.1").listen())
        .containsExactly("127.0.0.1", "10.77.1.1");
  }

  @Test
  void every_fault_is_told_at_once() {
    assertThatThrownBy(() ->
            config(
                List.of("10.0.0.1"),
                new ServerPorts(0, 5000, 5000, 70_000),
                List.of(),
                List.of(),
                false))
        .hasMessageContaining("10.0.0.1")
        .hasMessageContaining("--http-port: 0 is not a port")
        .hasMessageContaining("--ssh-port: 70000 is not a port")
        .hasMessageContaining("two of the ports are the same")
        .hasMessageContaining("at least one platform")
        .hasMessageContaining("no engine to build on");
  }

  @Test
  void with_a_tls_port_what_is_plain_stays_on_this_machine() {
    var config = overTls(8443, "0.0.0.0");
    assertThat(config.listen()).containsExactly("0.0.0.0");
    assertThat(config.plainListen()).containsExactly("127.0.0.1");
    assertThat(config.allPorts()).containsEntry("--https-port", 8443);
  }

  @Test
  void the_tls_port_is_one_of_its_own() {
    assertThatThrownBy(() -> overTls(8080, "0.0.0.0"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("two of the ports are the same");
    assertThatThrownBy(() -> new HttpsPort(8443, List.of("a name"), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'a name' is not a host name");
  }

  private static ServerConfig overTls(int port, String... hosts) {
    return new ServerConfig(
        Path.of("/data"),
        Path.of("/cache"),
        List.of(hosts),
        ServerPorts.USUAL,
        Optional.of(new HttpsPort(port, List.of(), Optional.empty())),
        ENGINES,
        List.of(Platform.LINUX_AMD64),
        Optional.empty(),
        Duration.ofSeconds(5),
        Duration.ofMinutes(2),
        false);
  }

  private static ServerConfig listening(boolean insecure, String... hosts) {
    return config(
        List.of(hosts), ServerPorts.USUAL, List.of(Platform.LINUX_AMD64), ENGINES, insecure);
  }

  private static ServerConfig config(
      List<String> hosts,
      ServerPorts ports,
      List<Platform> platforms,
      List<EngineOption> engines,
      boolean insecure) {
    return new ServerConfig(
        Path.of("/data"),
        Path.of("/cache"),
        hosts,
        ports,
        Optional.empty(),
        engines,
        platforms,
        Optional.empty(),
        Duration.ofSeconds(5),
        Duration.ofMinutes(2),
        insecure);
  }
}
