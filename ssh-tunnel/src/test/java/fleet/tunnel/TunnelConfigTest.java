package fleet.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fleet.contract.identity.Secret;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class TunnelConfigTest {
  private static final Secret MASTER = Secret.of("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8");
  private static final URI API = URI.create("http://127.0.0.1:8080");
  private static final InetSocketAddress HTTP =
      new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);

  @Test
  void every_fault_is_named_at_once() {
    assertThatThrownBy(() ->
            new TunnelConfig(
                List.of(), -1, HTTP, URI.create("api"), Secret.of("s"), Secret.of("short")))
        .hasMessageContaining("listenHosts: ")
        .hasMessageContaining("sshPort: -1 is not a port")
        .hasMessageContaining("apiUrl: ")
        .hasMessageContaining("masterKey: ");
  }

  @Test
  void any_free_port_is_for_one_host_only() {
    assertThatThrownBy(
            () -> new TunnelConfig(List.of("a", "b"), 0, HTTP, API, Secret.of("s"), MASTER))
        .hasMessage("sshPort: 0 works with one listen host only");
  }

  @Test
  void secrets_are_not_printed() {
    var config =
        new TunnelConfig(List.of("127.0.0.1"), 2200, HTTP, API, Secret.of("s3rvice"), MASTER);

    assertThat(config.toString()).doesNotContain("s3rvice").doesNotContain(MASTER.reveal());
  }
}
